// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/desktopmessage.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QPromise>
#include <memory>

namespace muster {

namespace {
constexpr int desktopLimitMs = 5'000;
}

QFuture<Result<void>> showDesktopMessage(const QString &title, const QString &text)
{
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto answer = [promise](const Result<void> &shown) {
        promise->addResult(shown);
        promise->finish();
    };
    QFuture<Result<void>> future = promise->future();
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        answer(failure(ErrorKind::BadInput, "no_desktop"));
        return future;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    // Bodies may be taken for markup.
    call.setArguments({QStringLiteral("Muster"), uint(0), QStringLiteral("muster"), title, text.toHtmlEscaped(), QStringList(),
                       QVariantMap{{QStringLiteral("urgency"), QVariant::fromValue(uchar(2))}}, -1});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, desktopLimitMs));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, answer] {
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError())
            answer({});
        else if (reply.error().type() == QDBusError::ServiceUnknown)
            answer(failure(ErrorKind::BadInput, "no_desktop"));
        else
            answer(failure(ErrorKind::BadInput, "desktop_refused"));
        watcher->deleteLater();
    });
    return future;
}

} // namespace muster
