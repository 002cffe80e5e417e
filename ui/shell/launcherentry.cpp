// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/launcherentry.h"

#include "models/items/runlistmodel.h"

#include <QDBusConnection>
#include <QDBusMessage>

namespace muster {

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

} // namespace muster
