#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

namespace voordeur::server::storage::sqlcipher {

/// The most recently used values, at most `capacity` of them. Thread: one at a time.
template <class Key, class Value>
class Lru {
public:
    explicit Lru(std::size_t capacity) : m_capacity(capacity) {}

    /// nullptr when it is not here. Valid until the next `put` or `clear`.
    const Value* find(const Key& key) {
        const auto at = m_index.find(key);
        if (at == m_index.end()) return nullptr;
        m_items.splice(m_items.begin(), m_items, at->second);
        return &at->second->second;
    }
    void put(const Key& key, Value value) {
        if (const auto at = m_index.find(key); at != m_index.end()) {
            at->second->second = std::move(value);
            m_items.splice(m_items.begin(), m_items, at->second);
            return;
        }
        m_items.emplace_front(key, std::move(value));
        m_index.emplace(key, m_items.begin());
        if (m_items.size() <= m_capacity) return;
        m_index.erase(m_items.back().first);
        m_items.pop_back();
    }
    void clear() {
        m_index.clear();
        m_items.clear();
    }
    [[nodiscard]] std::size_t size() const { return m_items.size(); }

private:
    using Items = std::list<std::pair<Key, Value>>;

    std::size_t m_capacity;
    Items m_items;
    std::unordered_map<Key, typename Items::iterator> m_index;
};

}  // namespace voordeur::server::storage::sqlcipher
