#include "client/core/default_policy.h"

#include <algorithm>
#include <tuple>

namespace voordeur::client::core {

using crypto::IdentifierKind;
using crypto::QuotaScope;
using crypto::QuotaWindow;

namespace {

// A worker asks after one family at a time: some tens an hour is a busy day at the counter. A whole
// register goes through a bulk quota that two persons open.
constexpr std::uint32_t kPersonHour = 60;
constexpr std::uint32_t kPersonDay = 200;
constexpr std::uint32_t kAgencyDay = 1000;
constexpr std::uint32_t kBulkMax = 20'000;

std::vector<crypto::QuotaRule> quotas() {
    std::vector<crypto::QuotaRule> out;
    for (const auto kind :
         {IdentifierKind::Bsn, IdentifierKind::Address, IdentifierKind::NameBirth}) {
        out.push_back({QuotaScope::Person, QuotaWindow::Hour, kind, kPersonHour});
        out.push_back({QuotaScope::Person, QuotaWindow::Day, kind, kPersonDay});
        out.push_back({QuotaScope::Device, QuotaWindow::Hour, kind, kPersonHour});
        out.push_back({QuotaScope::Agency, QuotaWindow::Day, kind, kAgencyDay});
    }
    std::ranges::sort(out, {}, [](const crypto::QuotaRule& rule) {
        return std::tuple(rule.scope, rule.window, rule.kind);
    });
    return out;
}

}  // namespace

crypto::RootPolicy defaultPolicy(const std::string& municipality,
                                 const crypto::FoundingSheet& sheet,
                                 const crypto::PublicKey32& founder,
                                 const crypto::Hash32& nonce) {
    crypto::RootPolicy policy;
    policy.municipality = municipality;
    policy.logKey = sheet.logKey;
    for (std::size_t i = 0; i < 3; ++i)
        policy.oprfKeys[i] = sheet.oprfKeys[i];
    policy.serverCa = sheet.serverCa;
    policy.deviceCa = sheet.deviceCa;
    policy.founders = {founder};
    policy.threshold = 1;
    policy.quotas = quotas();
    policy.bulkMax = kBulkMax;
    policy.bases = {
        {1, "Wmo 2015: maatschappelijke ondersteuning", "Wmo 2015 art. 5.1.1"},
        {2, "Jeugdwet: jeugdhulp", "Jeugdwet art. 7.4.0"},
        {3, "Wgs: schuldhulpverlening", "Wgs art. 8; Besluit gemeentelijke schuldhulpverlening"},
        {4, "Vroegsignalering huurachterstand", "Besluit gemeentelijke schuldhulpverlening art. 2"},
    };
    policy.purposes = {
        {purpose::kNewRequest, 1, "Nieuwe aanmelding", "New request for help"},
        {purpose::kCoordination, 1, "Hulp op elkaar afstemmen", "Coordinating help"},
        {purpose::kConcernChild, 2, "Zorg om een kind", "Concern about a child"},
        {purpose::kArrearsHelp, 4, "Hulp bij huurachterstand", "Help with rent arrears"},
        {purpose::kOwnCase, 1, "Eigen gezin in begeleiding", "A family I support"},
    };
    policy.lifeDomains = {
        {1, "werk", "work"},
        {2, "inkomen en geld", "income and money"},
        {3, "wonen", "housing"},
        {4, "opvoeden en opgroeien", "raising children and growing up"},
        {5, "onderwijs", "education"},
        {6, "veiligheid", "safety"},
        {7, "gezondheid", "health"},
        {8, "sociaal netwerk", "social network"},
        {9, "meedoen", "taking part"},
    };
    policy.retention = {
        {1, 20, "laatste wijziging", "Jeugdwet art. 7.3.8"},
        {2, 15, "laatste wijziging", "Wmo 2015 art. 5.3.4"},
        {3, 5, "vastlegging", "NEN 7513"},
    };
    policy.nonce = nonce;
    return policy;
}

}  // namespace voordeur::client::core
