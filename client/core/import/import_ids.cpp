#include "client/core/import/import_ids.h"

#include "crypto/base/check.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/hkdf.h"

#include <algorithm>

namespace voordeur::client::core {

using crypto::ByteArray;
using crypto::Bytes;
using crypto::ByteView;
using crypto::Writer;

namespace {
constexpr std::string_view kTag = "voordeur/v1/import/";
}  // namespace

ImportIds::ImportIds(const crypto::SecretBytes& firstNetworkKey,
                     registers::RegisterKind kind,
                     const crypto::AgencyId& agency)
    : m_key(crypto::hkdfExtract(ByteView{}, firstNetworkKey)), m_kind(kind), m_agency(agency) {}

ByteArray<16> ImportIds::derived(std::string_view what,
                                 std::string_view number,
                                 ByteView rest) const {
    Writer info;
    info.fixed(crypto::viewOf(kTag)).fixed(crypto::viewOf(what)).u8(0);
    info.text(registers::nameOf(m_kind)).fixed(m_agency.bytes).text(number).fixed(rest);
    const auto whole = crypto::hkdfExpandPublic(m_key, info.view());
    VD_CHECK(whole.ok());  // the key is an extracted one, of 32 bytes
    ByteArray<16> id{};
    std::copy_n(whole.value().begin(), id.size(), id.begin());
    return id;
}

crypto::HouseholdId ImportIds::household(std::string_view dossierNumber) const {
    return {derived("household", dossierNumber, {})};
}

crypto::RecordId ImportIds::member(std::string_view dossierNumber, std::uint32_t place) const {
    Writer rest;
    rest.u32(place);
    return {derived("record", dossierNumber, rest.view())};
}

crypto::InvolvementId ImportIds::involvement(const registers::InvolvementRow& row) const {
    return involvement(row, row.caseNumber);
}

crypto::InvolvementId ImportIds::involvement(const registers::InvolvementRow& row,
                                             std::string_view caseNumber) const {
    VD_CHECK(!row.identifiers.empty());
    const auto& surest = row.identifiers.front();
    Writer rest;
    rest.u8(static_cast<std::uint8_t>(surest.kind)).text(surest.form).text(row.lifeDomain);
    rest.text(row.start.iso());
    return {derived("involvement", caseNumber, rest.view())};
}

}  // namespace voordeur::client::core
