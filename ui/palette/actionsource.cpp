// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/actionsource.h"

#include "ui/common/commands.h"

#include <QAction>

namespace muster {

void ActionSource::add(QAction *action, const QString &kind, const QKeySequence &keys)
{
    const std::optional<Command> command = commandOf(action);
    const QString icon = command ? QString::fromLatin1(commandInfo(*command).icon) : QString();
    m_actions << One{action, kind, keys.isEmpty() ? action->shortcut() : keys, icon};
    connect(action, &QAction::changed, this, &PaletteSource::changed);
    Q_EMIT changed();
}

PaletteEntry ActionSource::entry(qsizetype place) const
{
    const One &one = m_actions[place];
    PaletteEntry entry;
    entry.id = QStringLiteral("action/") + one.action->objectName();
    entry.title = plainLabel(one.action->text());
    entry.kind = one.kind;
    entry.iconName = one.iconName.isEmpty() ? QStringLiteral("chevron-right") : one.iconName;
    entry.keys = one.keys;
    if (one.action->isCheckable() && one.action->isChecked())
        entry.detail = tr("in use");
    if (!one.action->isEnabled()) {
        const QString why = one.action->property(whyNotProperty).toString();
        entry.reason = why.isEmpty() ? tr("not possible at the moment") : why;
    }
    return entry;
}

void ActionSource::open(const QString &id)
{
    for (const One &one : std::as_const(m_actions)) {
        if (QStringLiteral("action/") + one.action->objectName() == id) {
            one.action->trigger(); // does nothing where it was disabled meanwhile
            return;
        }
    }
}

QString plainLabel(const QString &text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return plain.simplified();
}

} // namespace muster
