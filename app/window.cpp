// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window.h"

#include "app/schedulesteps.h"
#include "app/shutdown.h"
#include "models/rules/numbers/numberengine.h"
#include "models/runs/runmanager.h"
#include "models/runs/team/teampublisher.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/numberplanstore.h"
#include "models/store/profilestore.h"
#include "models/store/secretstore.h"
#include "models/text/errortexts.h"
#include "models/text/languages.h"
#include "network/http/clock.h"
#include "resources/resources.h"
#include "ui/common/theme.h"
#include "ui/schedule/schedulesdialog.h"
#include "ui/settings/settingeffects.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/shellpages.h"
#include "ui/shell/windowmemory.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QEvent>
#include <QLoggingCategory>
#include <QMessageBox>
#include <QTimer>
#include <QWidget>
#include <chrono>
#include <cstdio>
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

namespace {

int refuse(const ApiError &error)
{
    const ErrorWords words = errorWords(error);
    QMessageBox box(QMessageBox::Critical, QStringLiteral("Muster"), words.title, QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(words.what + u' ' + words.todo);
    box.exec();
    return ExitRefused;
}

} // namespace

int runWindow(int argc, char **argv, const CommandLine &commandLine, EnvironmentCredentials credentials)
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        std::fputs("muster: no display available to open the window. Try: muster --help\n", stderr);
        return ExitRefused;
    }
    QApplication application(argc, argv);
    // Panels find the window's icon and name by it.
    QApplication::setDesktopFileName(QStringLiteral(MUSTER_APP_ID));
    initResources();

    SystemClock clock;
    auto opened = Workspace::open(Workspace::Paths::chosen(commandLine.common.dataDir), clock);
    if (!opened) {
        useLanguage(application, languageFor(QStringLiteral("system")));
        Theme::instance().apply(Theme::Mode::System, Theme::Contrast::System);
        return refuse(opened.error());
    }
    Workspace &workspace = **opened;
    NumberEngine::setSharedPlan(workspace.numberPlans().source());
    const WindowMemory memory(workspace);
    SettingEffects::useAtStart(workspace.preferences());
    const auto profile = chooseTenant(commandLine.common, credentials, workspace.profiles(), memory.lastProfile());
    if (!profile)
        return refuse(profile.error());
    if (!credentials.teamPassword.isEmpty())
        workspace.team().usePassword(credentials.teamPassword);
    if (!TenantOpener::isSandbox(*profile) && !credentials.clientSecret.isEmpty())
        workspace.secrets().keepForThisRun(*profile, std::move(credentials.clientSecret));

    int exitCode = ExitFailed;
    {
        TenantOpener opener(workspace, commandLine.sandbox);
        opener.setCdpAddress(credentials.cdpWebhook);
        ScheduleRoom schedules(commandLine, workspace);
        MainWindow window(workspace, opener, memory.startPage());
        QObject::connect(&window, &MainWindow::schedulesAsked, &window,
                         [&window, &schedules] { (new SchedulesDialog(schedules.desk, &window))->open(); });
        UnixSignals signalSource;
        // The system wants us to go: no questions, every run paused and on disk first (F105).
        const auto leave = [&workspace, &application] {
            QObject::connect(&workspace.runs(), &RunManager::allFinished, &application, &QCoreApplication::quit,
                             Qt::QueuedConnection);
            workspace.runs().pauseAll();
        };
        QObject::connect(&signalSource, &UnixSignals::interrupted, &window, leave);
        QObject::connect(&signalSource, &UnixSignals::terminated, &window, leave);
        window.show();
        afterFirstPaint(&window, [&window, &profile, &workspace] {
            window.openProfile(*profile);
            workspace.team().start();
        });
        logStartup(&window);
        exitCode = application.exec();
    }
    settleWorkspace(application, workspace);
    return exitCode;
}

} // namespace muster
