#pragma once

#include "client/core/gateway.h"

#include <QPointer>

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace voordeur::client::ui {

/// Runs `work` in the window's event loop. The only hop from the core's threads to the screen.
/// Dropped when there is no application any more. Thread: any.
void toGui(std::function<void()> work);

/// Waits for answers on behalf of one widget.
///
/// An answer is delivered on the GUI thread, and only if the owner still lives, `drop` was not
/// called and no newer request was made through the same desk: late answers never overwrite newer
/// ones. Thread: GUI. Ownership: a member of `owner`, which must outlive it.
class Desk {
public:
    explicit Desk(QObject* owner) : m_owner(owner), m_now(std::make_shared<std::uint64_t>(0)) {}

    /// A reply to hand to the gateway; makes every earlier one of this desk stale.
    template <class T>
    [[nodiscard]] core::Reply<T> newest(std::function<void(core::Result<T>)> done) {
        const std::uint64_t ticket = ++*m_now;
        m_waiting = true;
        auto call =
            std::make_shared<Call<T>>(Call<T>{m_owner, m_now, ticket, this, std::move(done)});
        return [call](core::Result<T> result) {
            auto held = std::make_shared<core::Result<T>>(std::move(result));
            toGui([call, held] { deliver(*call, *held); });
        };
    }
    /// Makes every request under way stale: the page was left or locked.
    void drop() {
        ++*m_now;
        m_waiting = false;
    }
    [[nodiscard]] bool waiting() const { return m_waiting; }

private:
    template <class T>
    struct Call {
        QPointer<QObject> owner;
        std::shared_ptr<const std::uint64_t> now;
        std::uint64_t ticket;
        Desk* desk;  // valid whenever `owner` is
        std::function<void(core::Result<T>)> done;
    };

    template <class T>
    static void deliver(Call<T>& call, core::Result<T>& result) {
        if (call.owner.isNull() || *call.now != call.ticket) return;
        call.desk->m_waiting = false;
        call.done(std::move(result));
    }

    QObject* m_owner;
    std::shared_ptr<std::uint64_t> m_now;
    bool m_waiting = false;
};

}  // namespace voordeur::client::ui
