#pragma once

#include "client/core/registers/involvement_register.h"
#include "client/core/registers/register_format.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/ids.h"

#include <string_view>

namespace voordeur::client::core {

/// The ids of what an import makes. They follow from the agency's own numbers, so that importing
/// the same register again finds everything where it is and changes nothing.
///
/// id = first 16 bytes of HKDF-SHA-256 (RFC 5869; no salt; key: K_net of epoch 1, so that nobody
/// outside can tell a number from an id) with info = "voordeur/v1/import/" ‖ what ‖ 00 ‖ text
/// register · fixed16 agency · text own number, and then
///   what "household"    nothing: a file lives on in Voordeur, whatever its row says later
///   what "record"       u32 place of the member in the household
///   what "involvement"  u8 kind · text form of the surest identifier · text life domain · text
///                       start (ISO). Two tenants may stand under one contract, and help may
///                       begin again under an old number; a row that was mended is registered anew
///
/// Thread: any.
class ImportIds {
public:
    ImportIds(const crypto::SecretBytes& firstNetworkKey,
              registers::RegisterKind kind,
              const crypto::AgencyId& agency);

    [[nodiscard]] crypto::HouseholdId household(std::string_view dossierNumber) const;
    [[nodiscard]] crypto::RecordId member(std::string_view dossierNumber,
                                          std::uint32_t place) const;
    /// `row` has at least one identifier.
    [[nodiscard]] crypto::InvolvementId involvement(const registers::InvolvementRow& row) const;
    /// The same under one of the other numbers of that row.
    [[nodiscard]] crypto::InvolvementId involvement(const registers::InvolvementRow& row,
                                                    std::string_view caseNumber) const;

private:
    [[nodiscard]] crypto::ByteArray<16> derived(std::string_view what,
                                                std::string_view number,
                                                crypto::ByteView rest) const;

    crypto::SecretBytes m_key;  // after HKDF-Extract
    registers::RegisterKind m_kind;
    crypto::AgencyId m_agency;
};

}  // namespace voordeur::client::core
