#include "client/core/kept_act.h"

#include "crypto/shared/codec.h"

#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using crypto::success;

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kNameBytesMax = 1000;
constexpr std::size_t kBodyBytesMax = crypto::limits::kRecordBytesMax;
constexpr std::size_t kWriteBytesMin = 41;

Status addRecord(crypto::Writer& w, const std::optional<sealed::Record>& record) {
    w.flag(record.has_value());
    if (!record) return success();
    VD_ASSIGN(const Bytes body, sealed::encodeBody(*record));
    w.u8(static_cast<std::uint8_t>(sealed::kindOf(*record))).bytes(body);
    return success();
}

}  // namespace

Result<Bytes> KeptAct::encode() const {
    crypto::Writer w;
    w.u8(kVersion).text(householdName.size() <= kNameBytesMax ? householdName : std::string());
    VD_REQUIRE(text.size() <= sealed::kNoteBytesMax, Reason::TextTooLong);
    w.text(text).u32(static_cast<std::uint32_t>(writes.size()));
    for (const auto& write : writes) {
        w.fixed(write.compartment.bytes).fixed(write.id.bytes).u64(write.basedOn);
        VD_RETURN_IF_ERROR(addRecord(w, write.record));
    }
    return w.take();
}

Result<KeptAct> KeptAct::decode(ByteView bytes) {
    crypto::Reader r(bytes);
    KeptAct out;
    VD_REQUIRE(r.u8() == kVersion, Reason::StorageFailed);
    out.householdName = r.text(kNameBytesMax);
    out.text = r.text(sealed::kNoteBytesMax);
    const std::size_t count = r.count(crypto::limits::kRecordsPerCommitMax, kWriteBytesMin);
    for (std::size_t i = 0; i < count && !r.failed(); ++i) {
        RecordWrite write;
        write.compartment = {r.fixed<16>()};
        write.id = {r.fixed<16>()};
        write.basedOn = r.u64();
        if (r.flag()) {
            const auto kind = r.u8();
            auto record = sealed::decode(kind, r.bytes(kBodyBytesMax));
            VD_REQUIRE(record.ok(), Reason::StorageFailed);
            write.record = std::move(record).value();
        }
        out.writes.push_back(std::move(write));
    }
    VD_REQUIRE(r.finish().ok(), Reason::StorageFailed);
    return out;
}

Result<Bytes> samenessOf(const crypto::HouseholdId& household,
                         const std::vector<RecordWrite>& writes) {
    crypto::Writer w;
    w.fixed(household.bytes);
    for (const auto& write : writes) {
        const bool fresh = write.basedOn == 0;
        w.fixed(write.compartment.bytes).u64(write.basedOn);
        w.fixed(fresh ? crypto::RecordId{}.bytes : write.id.bytes);
        auto record = write.record;
        auto* note = record ? std::get_if<sealed::Note>(&*record) : nullptr;
        if (note != nullptr) note->writtenAt = 0;
        VD_RETURN_IF_ERROR(addRecord(w, record));
    }
    return w.take();
}

std::string noteTextOf(const std::vector<RecordWrite>& writes) {
    for (const auto& write : writes) {
        const auto* note = write.record ? std::get_if<sealed::Note>(&*write.record) : nullptr;
        if (note != nullptr) return note->text;
    }
    return {};
}

}  // namespace voordeur::client::core
