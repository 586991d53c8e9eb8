#pragma once

#include "tests/vectors/samples.h"

#include <nlohmann/json.hpp>

// The fields of every object as JSON, named as in docs/protocol.md: bytes in hexadecimal, codes and
// enumerations as numbers, an absent option as null.
namespace voordeur::crypto::vectors {

using Json = nlohmann::ordered_json;

Json fieldsOf(const RootPolicy& policy);
Json fieldsOf(const DirectoryChange& change);
Json fieldsOf(const DirectoryPayload& payload);
Json fieldsOf(const FoundPayload& payload);
Json fieldsOf(const Enrolment& enrolment);

Json fieldsOf(const EpochRecord& record);
Json fieldsOf(const GrantHeader& header);
Json fieldsOf(const GrantBody& body);
Json fieldsOf(const GrantRef& grant);
Json fieldsOf(const Manifest& manifest);
Json fieldsOf(const std::vector<ManifestRow>& rows);
Json fieldsOf(const Envelope& envelope);
Json fieldsOf(const IndexEntry& entry);

Json fieldsOf(const Statement& statement);
Json fieldsOf(const Entry& entry);
Json fieldsOf(const std::vector<HouseholdHeads>& heads);
Json fieldsOf(const LogLine& line);

Json fieldsOf(const EvaluatePayload& payload);
Json fieldsOf(const CheckPayload& payload);
Json fieldsOf(const RegisterPayload& payload);
Json fieldsOf(const ChangeInvolvementPayload& payload);
Json fieldsOf(const AnswerMatchPayload& payload);
Json fieldsOf(const CommitPayload& payload);
Json fieldsOf(const IntakePayload& payload);
Json fieldsOf(const GrantPayload& payload);
Json fieldsOf(const EndAccessPayload& payload);
Json fieldsOf(const OfferPayload& payload);
Json fieldsOf(const OfferAnswerPayload& payload);
Json fieldsOf(const OpenPayload& payload);
Json fieldsOf(const ListInvolvementsPayload& payload);
Json fieldsOf(const ReadLogPayload& payload);
Json fieldsOf(const QuotaPayload& payload);
Json fieldsOf(const ShareTeamKeyPayload& payload);

Json fieldsOf(const EvaluateAnswer& answer);
Json fieldsOf(const CheckAnswer& answer);
Json fieldsOf(const MetAnswer& answer);
Json fieldsOf(const OpenAnswer& answer);
Json fieldsOf(const ListInvolvementsAnswer& answer);

/// {"count": …, "head": …}
Json fieldsOf(const ChainHead& chain);

inline Json hexOf(ByteView bytes) {
    return toHex(bytes);
}
template <class Tag>
Json hexOf(const Id<Tag>& id) {
    return id.hex();
}
template <class Enum>
Json numberOf(Enum value) {
    return static_cast<std::underlying_type_t<Enum>>(value);
}
/// A JSON list, also when it is empty.
template <class Item, class ToJson>
Json listOf(const std::vector<Item>& items, ToJson&& toJson) {
    Json out = Json::array();
    for (const Item& item : items) {
        out.push_back(toJson(item));
    }
    return out;
}
Json cosignaturesOf(const std::vector<Cosignature>& cosignatures);
Json targetOf(const Target& target);

}  // namespace voordeur::crypto::vectors
