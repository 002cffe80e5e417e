// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/values/datevalueeditor.h"

#include "models/text/datewords.h"
#include "ui/audiences/values/valueparts.h"
#include "ui/common/formparts.h"

#include <QCalendarWidget>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>

namespace muster {

namespace {

QString textOf(const CriteriaValue &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

} // namespace

DateValueEditor::DateValueEditor(QWidget *parent)
    : ValueEditor(parent)
    , m_edit(new QLineEdit(this))
    , m_button(iconButton(this, "conditionCalendarButton", QStringLiteral("calendar"), tr("Choose a day")))
{
    m_edit->setObjectName(QStringLiteral("conditionValueEdit"));
    m_edit->setMaxLength(longestTypedValue);
    m_edit->setPlaceholderText(tr("2026-01-31 or 30 days ago"));
    m_edit->setCompleter(containingCompleter(DateWords::offered(), m_edit));
    leaveUndoToTheCanvas(m_edit);
    fillWith(this, {m_edit, m_button});
    connect(m_edit, &QLineEdit::textChanged, this, &DateValueEditor::read);
    connect(m_edit, &QLineEdit::editingFinished, this, &DateValueEditor::settle);
    connect(m_button, &QToolButton::clicked, this, &DateValueEditor::openCalendar);
}

void DateValueEditor::setValue(const CriteriaValue &value)
{
    m_value = value;
    const auto typed = DateWords::read(m_edit->text(), QDate::currentDate(), QLocale());
    if (!typed || DateWords::key(*typed) != textOf(value)) {
        const QSignalBlocker quiet(m_edit);
        m_edit->setText(textOf(value));
    }
    read(m_edit->text());
}

void DateValueEditor::read(const QString &typed)
{
    const QDate today = QDate::currentDate();
    const auto day = DateWords::read(typed, today, QLocale());
    if (!day) {
        Q_EMIT remarked(typed.trimmed().isEmpty()
                            ? tr("A day is needed here.")
                            : tr("This is not a day. Type it like 2026-01-31, or like \u201c%1\u201d.")
                                  .arg(DateWords::offered().value(3)),
                        Tone::Bad);
        return;
    }
    const QString inWords = QLocale().toString(*day, QLocale::LongFormat);
    if (DateWords::isRelative(typed, today))
        Q_EMIT remarked(tr("Means %1 (%2) and stays that day: it does not move along with today.")
                            .arg(inWords, DateWords::key(*day)),
                        Tone::Info);
    else
        Q_EMIT remarked(inWords, Tone::Neutral);
    take(*day);
}

void DateValueEditor::take(QDate day)
{
    const CriteriaValue value(DateWords::key(day));
    if (value == m_value)
        return;
    m_value = value;
    Q_EMIT edited(m_value);
}

void DateValueEditor::settle()
{
    if (m_edit->text() != textOf(m_value))
        m_edit->setText(textOf(m_value));
}

void DateValueEditor::openCalendar()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("conditionCalendarMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *calendar = new QCalendarWidget(menu);
    calendar->setObjectName(QStringLiteral("conditionCalendar"));
    calendar->setAccessibleName(tr("Calendar"));
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    const auto day = DateWords::ofKey(textOf(m_value));
    calendar->setSelectedDate(day.value_or(QDate::currentDate()));
    auto *holder = new QWidgetAction(menu);
    holder->setDefaultWidget(calendar);
    menu->addAction(holder);
    menu->addSeparator();
    for (const QString &words : DateWords::offered())
        connect(menu->addAction(words), &QAction::triggered, this, [this, words] { m_edit->setText(words); });
    const auto choose = [this, menu](QDate chosen) {
        m_edit->setText(DateWords::key(chosen));
        menu->close();
        m_edit->setFocus();
    };
    connect(calendar, &QCalendarWidget::clicked, this, choose);
    connect(calendar, &QCalendarWidget::activated, this, choose);
    menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height())));
    calendar->setFocus();
}

void DateValueEditor::setSubject(const QString &name)
{
    m_edit->setAccessibleName(name);
}

} // namespace muster
