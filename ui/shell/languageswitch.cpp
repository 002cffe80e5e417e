// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/languageswitch.h"

#include "models/store/preferences.h"
#include "models/text/languages.h"
#include "resources/resources.h"
#include "ui/common/prompts.h"
#include "ui/settings/settingeffects.h"
#include "ui/shell/mainwindow.h"

#include <QPointer>

namespace muster {

LanguageSwitch::LanguageSwitch(const Preferences &preferences, MainWindow &window)
    : QObject(&window)
    , m_preferences(preferences)
    , m_window(window)
{
    // Later: the list from which it was chosen is of the window that goes.
    connect(
        &preferences, &Preferences::changed, this,
        [this](Setting setting) {
            if (setting == Setting::Language)
                consider();
        },
        Qt::QueuedConnection);
}

void LanguageSwitch::consider()
{
    if (m_isAsking || languageFor(m_preferences.text(Setting::Language)) == languageInUse())
        return;
    const QStringList pages = m_window.busyPages();
    if (pages.isEmpty())
        return change();
    m_isAsking = true;
    const Question question{
        .title = tr("Change the language now?"),
        //: %1 are pages, as the navigation calls them: "Segments, Connections".
        .text = tr("What you entered or opened on these pages and didn’t save would be lost: %1.")
                    .arg(pages.join(QStringLiteral(", "))),
        .detail = tr("Otherwise the language changes at the next start. Runs go on either way."),
        .acceptLabel = tr("Change now"),
        .rejectLabel = tr("At the next start"),
        .dangerous = true,
    };
    Prompts::instance().ask(&m_window, question, [self = QPointer(this)](bool accepted) {
        if (!self)
            return;
        self->m_isAsking = false;
        if (accepted) // later: the question is of the window that goes
            QMetaObject::invokeMethod(self, &LanguageSwitch::change, Qt::QueuedConnection);
    });
}

void LanguageSwitch::change()
{
    SettingEffects::useLanguageOf(m_preferences);
    m_window.rebuild();
}

} // namespace muster
