#pragma once

#include <functional>
#include <map>
#include <set>
#include <type_traits>
#include <utility>
#include <vector>

namespace voordeur::crypto {

/// Remembers how maps and sets were, so that a row of changes that fails half-way leaves nothing
/// behind; costs nothing for what is not touched. Part of Directory (directory_state.h).
///
/// Thread: one at a time. Ownership: borrows the maps and sets it was told of.
class Journal {
public:
    /// map[key] = value
    template <class Key, class Value>
    void put(std::map<Key, Value>& map,
             const std::type_identity_t<Key>& key,
             std::type_identity_t<Value> value) {
        const auto known = map.find(key);
        if (known == map.end()) {
            m_undo.emplace_back([&map, key] { map.erase(key); });
            map.emplace(key, std::move(value));
            return;
        }
        m_undo.emplace_back([&map, key, old = known->second] { map.insert_or_assign(key, old); });
        known->second = std::move(value);
    }

    /// Adds to a set what may be there already.
    template <class Item>
    void add(std::set<Item>& set, const std::type_identity_t<Item>& item) {
        if (set.insert(item).second) m_undo.emplace_back([&set, item] { set.erase(item); });
    }

    /// Puts everything back, the last change first.
    void undo() {
        for (auto step = m_undo.rbegin(); step != m_undo.rend(); ++step) {
            (*step)();
        }
        m_undo.clear();
    }

private:
    std::vector<std::function<void()>> m_undo;
};

}  // namespace voordeur::crypto
