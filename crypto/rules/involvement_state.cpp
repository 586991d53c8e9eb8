#include "crypto/rules/involvement_state.h"

#include "crypto/shared/codec_parts.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

constexpr std::size_t kMeetingBytes = 19;

void writeMeeting(Writer& w, const Meeting& meeting) {
    write(w, meeting.other);
    writeNumber(w, meeting.certainty);
    writeNumber(w, meeting.state);
}

Meeting readMeeting(Reader& r) {
    Meeting meeting;
    meeting.other = readTarget(r);
    meeting.certainty = readNumber(r, Certainty::Confirmed);
    meeting.state = readNumber(r, AttachState::Ended);
    return meeting;
}

InvolvementState readState(Reader& r) {
    InvolvementState state;
    readVersion(r);
    state.id = readId<InvolvementId>(r);
    state.agency = readId<AgencyId>(r);
    state.team = readId<TeamId>(r);
    state.from = r.u64();
    state.until = r.u64();
    state.sealedHash = r.fixed<32>();
    state.sequence = r.u64();
    state.meetings =
        readList(r, {.max = kMeetingsPerInvolvementMax, .itemBytes = kMeetingBytes}, readMeeting);
    requireRising(r, state.meetings, &Meeting::other);
    return state;
}

}  // namespace

const Meeting* InvolvementState::meeting(const Target& other) const {
    const auto at = std::ranges::lower_bound(meetings, other, {}, &Meeting::other);
    return at != meetings.end() && at->other == other ? &*at : nullptr;
}

Bytes InvolvementState::encode() const {
    Writer w;
    w.u8(1);
    writeId(w, id);
    writeId(w, agency);
    writeId(w, team);
    w.u64(from).u64(until).fixed(sealedHash).u64(sequence);
    writeList(w, meetings, writeMeeting);
    return w.take();
}

Result<InvolvementState> InvolvementState::decode(ByteView bytes) {
    return decodeWhole(bytes, readState);
}

}  // namespace voordeur::crypto
