// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingrow.h"

#include "ui/common/formparts.h"

#include <QToolButton>

namespace muster {

namespace {

constexpr int controlWidth = 260;

} // namespace

SettingRow::SettingRow(const SettingEntry &entry, QWidget *control, Place place, QWidget *parent)
    : QWidget(parent)
    , m_entry(entry)
    , m_control(control)
    , m_note(wrappedLabel(this, nullptr, ColourRole::Warn))
{
    const QString id = QLatin1String(entry.id);
    setObjectName(id + QStringLiteral("SettingRow"));
    auto *title = wrappedLabel(this, nullptr, ColourRole::Text, entry.title);
    auto *hint = hintLabel(this, entry.hint);
    if (m_control->accessibleName().isEmpty())
        m_control->setAccessibleName(entry.title);
    m_control->setAccessibleDescription(entry.hint);
    m_note->showText({});
    //: %1 is a setting: "Text size".
    m_reset = iconButton(this, "resetSettingButton", QStringLiteral("undo-2"), tr("Reset “%1”").arg(entry.title));
    m_reset->setObjectName(id + QStringLiteral("ResetButton"));
    QSizePolicy policy = m_reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing moves when it comes
    m_reset->setSizePolicy(policy);
    m_reset->hide();
    connect(m_reset, &QToolButton::clicked, this, [this] {
        m_control->setFocus(Qt::OtherFocusReason); // before the button goes
        Q_EMIT resetAsked();
    });
    auto *words = columnLayout(space::xs, {title, hint, m_note});
    if (place == Place::Below) {
        fillColumn(this, space::s, {rowLayout(space::m, {{words, 1}, {m_reset, 0, Qt::AlignTop}}), m_control});
        return;
    }
    m_control->setMinimumWidth(controlWidth);
    fillRow(this, space::m, {{words, 1}, {m_control, 0, Qt::AlignTop}, {m_reset, 0, Qt::AlignTop}});
}

void SettingRow::setCanReset(bool can)
{
    m_reset->setVisible(can);
}

void SettingRow::setNote(const QString &note)
{
    m_note->showText(note);
}

} // namespace muster
