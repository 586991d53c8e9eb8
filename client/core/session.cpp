#include "client/core/session.h"

#include "client/core/session_impl.h"

#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using crypto::success;

bool isServerFault(Reason reason) {
    const auto number = static_cast<std::uint16_t>(reason);
    return number >= static_cast<std::uint16_t>(Reason::LogOriginWrong) &&
           number <= static_cast<std::uint16_t>(Reason::AnswerFalse);
}

Session::Session(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(DeviceSecrets secrets, const Parts& parts) {
    auto impl = std::make_unique<Impl>(std::move(secrets), parts);
    VD_RETURN_IF_ERROR(impl->load());
    return std::unique_ptr<Session>(new Session(std::move(impl)));
}

const crypto::Directory& Session::directory() const {
    return m_impl->directory();
}
const DeviceSecrets& Session::secrets() const {
    return m_impl->secrets();
}
const crypto::Clock& Session::clock() const {
    return m_impl->parts().clock;
}
crypto::RandomSource& Session::random() const {
    return m_impl->parts().random;
}
LocalStore& Session::store() const {
    return m_impl->parts().store;
}
Transport& Session::transport() const {
    return m_impl->parts().transport;
}
crypto::LogHead Session::head() const {
    return m_impl->head();
}
const std::optional<RestoredLog>& Session::restored() const {
    return m_impl->restored();
}
Status Session::sync() {
    return m_impl->sync();
}
Result<VerifiedAnswer> Session::call(CallDraft draft) {
    return m_impl->call(std::move(draft));
}
Result<std::optional<VerifiedAnswer>> Session::settleWish(const CallDraft& wish) {
    return m_impl->settleWish(wish);
}
Result<Session::LogPage> Session::readLog(std::uint64_t first, std::uint32_t count) {
    return m_impl->readLog(first, count);
}
Result<std::vector<crypto::Entry>> Session::wholeChain(const crypto::HouseholdId& household,
                                                       std::uint16_t purpose) {
    return m_impl->wholeChain(household, purpose);
}
Status Session::resumePending(const Afterwards& afterwards) {
    return m_impl->resumePending(afterwards);
}
bool Session::stopped() const {
    return m_impl->stopped();
}
void Session::stop() {
    m_impl->stop();
}
bool Session::keysChanged() const {
    return m_impl->keysChanged();
}
void Session::keysWritten() {
    m_impl->clearKeysChanged();
}

}  // namespace voordeur::client::core
