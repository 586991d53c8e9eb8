#include "crypto/rules/index_choice.h"

namespace voordeur::crypto {

void IndexChoice::add(IndexedToken token) {
    Group& group = m_groups[{token.entry.target.kind, token.entry.agency}];
    if (group.tokens.size() == kLookUpMax) return;
    if (!group.targets.insert(token.entry.target.id).second) return;
    group.tokens.push_back(std::move(token));
}

std::vector<IndexedToken> IndexChoice::take() {
    std::vector<IndexedToken> chosen;
    for (std::size_t place = 0; place < kLookUpMax; ++place) {
        for (auto& [key, group] : m_groups) {
            if (place >= group.tokens.size()) continue;
            if (chosen.size() == kLookUpMax) break;
            chosen.push_back(std::move(group.tokens[place]));
        }
    }
    m_groups.clear();
    return chosen;
}

}  // namespace voordeur::crypto
