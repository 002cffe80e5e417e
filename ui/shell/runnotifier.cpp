// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/runnotifier.h"

#include "models/text/connectiontexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/common/programicon.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QWidget>

namespace muster {

RunNotifier::RunNotifier(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

QString RunNotifier::nameText(const QString &name)
{
    return visibleText(name, 100).replace(u'<', u'\u2039').replace(u'>', u'\u203a');
}

void RunNotifier::runFinished(const Run *run)
{
    if (!run->outcome() || m_window->isActiveWindow())
        return;
    QApplication::alert(m_window);
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    if (!m_tray)
        m_tray = new QSystemTrayIcon(programIcon(), this);
    m_tray->show();
    QString name = runKindText(run->kind()) % u" \u00b7 " % nameText(run->title());
    if (const auto &tenant = run->tenant())
        name += QStringLiteral(" \u00b7 ") + tenantText(tenant->name, tenant->environment);
    m_tray->showMessage(outcomeWords(run->kind(), *run->outcome(), run->metrics()).headline, name);
}

} // namespace muster
