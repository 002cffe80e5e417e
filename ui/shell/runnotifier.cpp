// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/runnotifier.h"

#include "models/items/runmodels.h"
#include "models/store/preferences.h"
#include "models/text/connectiontexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/common/announcer.h"
#include "ui/common/icons.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QSystemTrayIcon>
#include <QWidget>
#include <memory>

namespace muster {

RunNotifier::RunNotifier(const Preferences &preferences, QWidget *window)
    : QObject(window)
    , m_preferences(preferences)
    , m_window(window)
{
}

QString RunNotifier::nameText(const QString &name)
{
    return visibleText(name, 100).replace(u'<', u'\u2039').replace(u'>', u'\u203a');
}

RunNotifier::Ways RunNotifier::waysFor(const Preferences &preferences, RunOutcome::Kind ended)
{
    if (preferences.flag(Setting::QuietMode))
        return {};
    Ways ways;
    ways.setFlag(Way::Mark, preferences.flag(Setting::TaskBarMark));
    const QString wanted = preferences.text(Setting::DesktopMessages);
    // Whoever cancels a run knows it.
    const bool needsAttention = ended != RunOutcome::Kind::Complete && ended != RunOutcome::Kind::Cancelled;
    ways.setFlag(Way::Message, wanted == u"all" || (wanted == u"attention" && needsAttention));
    return ways;
}

void RunNotifier::runFinished(const Run *run)
{
    if (!run->outcome() || m_window->isActiveWindow())
        return;
    const Ways ways = waysFor(m_preferences, run->outcome()->kind);
    if (ways & Way::Mark)
        QApplication::alert(m_window);
    if (!(ways & Way::Message) || !QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    if (!m_tray)
        m_tray = new QSystemTrayIcon(programIcon(), this);
    m_tray->show();
    QString name = runKindText(run->kind()) % u" \u00b7 " % nameText(run->title());
    if (const auto &tenant = run->tenant())
        name += QStringLiteral(" \u00b7 ") + tenantText(tenant->name, tenant->environment);
    m_tray->showMessage(outcomeWords(run->kind(), *run->outcome(), run->metrics()).headline, name);
}

LauncherEntry::LauncherEntry(const RunListModel &runs, QString desktopFile, QObject *parent)
    : QObject(parent)
    , m_runs(runs)
    , m_desktopFile(std::move(desktopFile))
{
    if (m_desktopFile.isEmpty())
        return;
    connect(&runs, &RunListModel::countsChanged, this, &LauncherEntry::show);
    connect(&runs, &QAbstractItemModel::dataChanged, this, &LauncherEntry::show);
}

void LauncherEntry::show()
{
    const std::optional<double> share = m_runs.activeProgress();
    const std::optional<int> now = share ? std::optional(int(100 * *share)) : std::nullopt;
    const int attention = m_runs.attentionCount();
    if (now == m_percent && attention == m_attention)
        return;
    m_percent = now;
    m_attention = attention;
    tell(now, attention);
}

void LauncherEntry::tell(std::optional<int> percent, int attention)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    const QString entry = QString(QStringLiteral("application://") % m_desktopFile % QStringLiteral(".desktop"));
    QDBusMessage update
        = QDBusMessage::createSignal(QStringLiteral("/com/canonical/unity/launcherentry/%1").arg(qHash(entry, 0)),
                                     QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
    update << entry
           << QVariantMap{{QStringLiteral("progress"), percent.value_or(0) / 100.0},
                          {QStringLiteral("progress-visible"), percent.has_value()},
                          {QStringLiteral("count"), qlonglong(attention)},
                          {QStringLiteral("count-visible"), attention > 0}};
    bus.send(update);
}

namespace {

/// "Export, All customers"
QString nameOf(const Run &run)
{
    //: %1: kind of run, such as "Export"; %2: what it works on.
    return RunAnnouncer::tr("%1, %2").arg(runKindText(run.kind()), visibleText(run.title(), 60));
}

bool waits(RunState state)
{
    return state == RunState::WaitingForServer || state == RunState::WaitingForNetwork || state == RunState::Throttled
        || state == RunState::WaitingForSignIn;
}

} // namespace

RunAnnouncer::RunAnnouncer(Announcer &announcer, QObject *parent)
    : QObject(parent)
    , m_announcer(announcer)
{
}

void RunAnnouncer::follow(Run *run)
{
    m_announcer.say(tr("%1: started").arg(nameOf(*run)));
    const auto quarters = std::make_shared<int>(0);
    connect(run, &Run::metricsChanged, this,
            [this, run, quarters](const RunMetrics &metrics) { tellProgress(*run, metrics, quarters.get()); });
    connect(run, &Run::stateChanged, this, [this, run](RunState state) {
        if (waits(state))
            m_announcer.sayNewest(run->id(), tr("%1: %2").arg(nameOf(*run), runStateText(state)));
    });
    connect(run, &Run::finished, this, [this, run](const RunOutcome &outcome) {
        const OutcomeWords words = outcomeWords(run->kind(), outcome, run->metrics());
        m_announcer.sayNewest(run->id(), tr("%1: %2. %3").arg(nameOf(*run), words.headline, words.detail).trimmed());
    });
}

void RunAnnouncer::tellProgress(const Run &run, const RunMetrics &metrics, int *quarters)
{
    const std::optional<double> share = progressShare(metrics);
    const int reached = share ? int(*share * 4) : 0;
    if (reached <= *quarters || reached > 3)
        return;
    *quarters = reached;
    m_announcer.sayNewest(run.id(), tr("%1: %2").arg(nameOf(run), progressText(metrics)));
}

} // namespace muster
