#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <utility>

namespace voordeur::server::storage::sqlcipher {

/// The most recently used values, together no heavier than `capacity`; without weights, at most
/// that many. The index is a tree, because clients choose the keys: a hash could be flooded.
/// Thread: one at a time.
template <class Key, class Value>
class Lru {
public:
    explicit Lru(std::size_t capacity) : m_capacity(capacity) {}

    /// nullptr when it is not here. Valid until the next `put` or `clear`.
    const Value* find(const Key& key) {
        const auto at = m_index.find(key);
        if (at == m_index.end()) return nullptr;
        m_items.splice(m_items.begin(), m_items, at->second);
        return &at->second->value;
    }
    /// What is heavier than the whole capacity is not kept.
    void put(const Key& key, Value value, std::size_t weight = 1) {
        if (const auto at = m_index.find(key); at != m_index.end()) {
            m_weight -= at->second->weight;
            m_items.erase(at->second);
            m_index.erase(at);
        }
        if (weight > m_capacity) return;
        m_items.push_front({key, std::move(value), weight});
        m_index.emplace(key, m_items.begin());
        m_weight += weight;
        while (m_weight > m_capacity) {
            m_weight -= m_items.back().weight;
            m_index.erase(m_items.back().key);
            m_items.pop_back();
        }
    }
    void clear() {
        m_index.clear();
        m_items.clear();
        m_weight = 0;
    }
    [[nodiscard]] std::size_t size() const { return m_items.size(); }

private:
    struct Item {
        Key key;
        Value value;
        std::size_t weight;
    };
    using Items = std::list<Item>;

    std::size_t m_capacity;
    std::size_t m_weight = 0;
    Items m_items;
    std::map<Key, typename Items::iterator> m_index;
};

}  // namespace voordeur::server::storage::sqlcipher
