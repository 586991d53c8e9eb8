#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "crypto/base/result.h"
#include "crypto/shared/identifier_kind.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/signature.h"

#include <string>
#include <vector>

namespace voordeur::crypto {

enum class QuotaScope : std::uint8_t { Person = 1, Device = 2, Agency = 3 };
enum class QuotaWindow : std::uint8_t { Hour = 1, Day = 2 };

/// How many identifiers of one kind somebody may ask after in one window.
struct QuotaRule {
    QuotaScope scope = QuotaScope::Person;
    QuotaWindow window = QuotaWindow::Hour;
    IdentifierKind kind = IdentifierKind::Bsn;
    std::uint32_t max = 0;
    friend bool operator==(const QuotaRule&, const QuotaRule&) = default;
};

struct LegalBasis {
    std::uint16_t code = 0;
    std::string label;
    /// The norm it rests on, for instance "Wmo 2015 art. 5.1.1".
    std::string source;
    friend bool operator==(const LegalBasis&, const LegalBasis&) = default;
};

/// A lawful reason to ask or open. Which agencies may use it stands with the agency.
struct Purpose {
    std::uint16_t code = 0;
    std::uint16_t basis = 0;
    std::string labelNl;
    std::string labelEn;
    friend bool operator==(const Purpose&, const Purpose&) = default;
};

struct LifeDomainRow {
    std::uint16_t code = 0;
    std::string labelNl;
    std::string labelEn;
    friend bool operator==(const LifeDomainRow&, const LifeDomainRow&) = default;
};

struct RetentionRule {
    std::uint16_t code = 0;
    std::uint16_t years = 0;
    std::string countedFrom;
    std::string source;
    friend bool operator==(const RetentionRule&, const RetentionRule&) = default;
};

/// The longest policy that is read; full lists of long texts need some 420 KiB.
inline constexpr std::size_t kPolicyBytesMax = std::size_t{512} * 1024;

/// The constitution of one municipality's instance, signed by its founders (protocol.md §3).
///
/// Grammar: u8 1 · u32 version (from 1) · text municipality · fixed32 logKey · fixed32 oprfKey × 3
/// in order of kind · fixed32 serverCa · fixed32 deviceCa (SHA-256 of the DER) · u8 suite · list
/// founders (fixed32 Ed25519 keys, strictly rising) · u8 threshold (1..founders) · list quotas (u8
/// scope, u8 window, u8 kind, u32 max; strictly rising by the first three) · u32 bulkMax · list
/// bases (u16, text, text) · list purposes (u16, u16, text, text) · list lifeDomains (u16, text,
/// text) · list retention (u16, u16, text, text) · flag showAgencies · fixed32 nonce. Codes are
/// strictly rising from 1 (0 means "none" wherever a code is used); a purpose's basis must be in
/// the list.
struct RootPolicy {
    std::uint32_t version = 1;
    std::string municipality;
    PublicKey32 logKey{};
    /// Indexed by kind − 1.
    ByteArray<32> oprfKeys[3]{};
    Hash32 serverCa{};
    Hash32 deviceCa{};
    std::uint8_t suite = 1;
    std::vector<PublicKey32> founders;
    std::uint8_t threshold = 1;
    std::vector<QuotaRule> quotas;
    /// Identifiers of one kind an agency may ask after on a day opened by two persons.
    std::uint32_t bulkMax = 0;
    std::vector<LegalBasis> bases;
    std::vector<Purpose> purposes;
    std::vector<LifeDomainRow> lifeDomains;
    std::vector<RetentionRule> retention;
    /// May an answer to a check name the agencies that help?
    bool showAgencies = false;
    /// Random, so that two instances of one municipality never share an id.
    Hash32 nonce{};

    [[nodiscard]] Bytes encode() const;
    /// Errors: MessageTooLarge, Malformed, UnknownVersion, UnknownSuite, UnknownValue, TextNotUtf8.
    static Result<RootPolicy> decode(ByteView bytes);
    /// nullptr for a code that is not in the list.
    [[nodiscard]] const LegalBasis* legalBasis(std::uint16_t code) const;
    [[nodiscard]] const Purpose* purpose(std::uint16_t code) const;
    [[nodiscard]] const LifeDomainRow* lifeDomain(std::uint16_t code) const;
    friend bool operator==(const RootPolicy&, const RootPolicy&) = default;
};

/// SHA-256 of the founding policy (objectHash "root-policy").
InstanceId instanceOf(ByteView foundingPolicy);

/// The signature type of a founder on a policy; the instance in the signature input is 32 zero
/// bytes for the founding one, because the instance id is the hash of what is signed.
inline constexpr std::string_view kPolicySignature = "root-policy";

}  // namespace voordeur::crypto
