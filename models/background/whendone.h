// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <utility>

namespace muster {

/// `then` is given what `future` holds, as it moved out of it, on the thread of `owner`; never when `owner` is gone by
/// then, and never before this returns. `future` has to end with a result. To be called on the thread of `owner`.
/// Not QFuture::then(): with an object that goes first it asserts (Qt 6.4), and without asserts it does worse.
template <typename Value, typename Then>
void whenDone(QObject *owner, const QFuture<Value> &future, Then then)
{
    auto *watcher = new QFutureWatcher<Value>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater();
        then(watcher->future().takeResult());
    });
    watcher->setFuture(future);
}

} // namespace muster
