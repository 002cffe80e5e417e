// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/startup.h"

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QLoggingCategory>
#include <QTimer>
#include <QWidget>
#include <chrono>
#include <utility>

namespace muster {

namespace {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(startupLog, "muster.startup", QtWarningMsg)

class FirstPaint final : public QObject
{
public:
    FirstPaint(QWidget *window, std::function<void()> act)
        : QObject(window)
        , m_act(std::move(act))
    {
        window->installEventFilter(this);
        QTimer::singleShot(1s, this, &FirstPaint::act);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QMetaObject::invokeMethod(this, &FirstPaint::act, Qt::QueuedConnection); // it is being painted only now
        }
        return false;
    }

private:
    void act()
    {
        if (const auto act = std::exchange(m_act, nullptr)) {
            deleteLater();
            act();
        }
    }

    std::function<void()> m_act;
};

} // namespace

void afterFirstPaint(QWidget *window, std::function<void()> act)
{
    new FirstPaint(window, std::move(act));
}

void logStartup(QWidget *window)
{
    if (!startupLog().isDebugEnabled())
        return;
    afterFirstPaint(window, [window] {
        auto *once = new QObject(window);
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, once, [once] {
            const auto now = std::chrono::steady_clock::now().time_since_epoch();
            qCDebug(startupLog, "start-up %lld",
                    static_cast<long long>(std::chrono::duration_cast<std::chrono::microseconds>(now).count()));
            delete once;
        });
    });
}

} // namespace muster
