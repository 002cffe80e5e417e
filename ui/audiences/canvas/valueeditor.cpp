// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/valueeditor.h"

#include "models/text/displayformats.h"
#include "models/text/typedvalues.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QAbstractItemView>
#include <QCalendarWidget>
#include <QComboBox>
#include <QCompleter>
#include <QDate>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QWidgetAction>
#include <algorithm>

namespace muster {

namespace {

class UndoPasser final : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
            return false;
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
            return false;
        event->ignore(); // not the field's: a shortcut, or for whoever is around it
        return true;
    }
};

QString textOf(const CriteriaValue &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

QString shown(const CriteriaValue &value)
{
    const auto *number = std::get_if<CriteriaNumber>(&value);
    return number ? exactNumberText(number->spelling, QLocale()) : textOf(value);
}

} // namespace

void fillWith(QWidget *holder, const QList<QWidget *> &parts)
{
    auto *row = bareLayout<QHBoxLayout>(holder, space::xs);
    for (QWidget *part : parts)
        row->addWidget(part, part == parts.first() ? 1 : 0);
    holder->setFocusProxy(parts.first());
}

void leaveUndoToTheCanvas(QLineEdit *edit)
{
    edit->installEventFilter(new UndoPasser(edit));
}

QCompleter *containingCompleter(const QStringList &words, QLineEdit *edit)
{
    auto *completer = new QCompleter(words, edit);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(QObject::tr("Suggestions"));
    return completer;
}

class BooleanValueEditor final : public ValueEditor
{
    Q_OBJECT

public:
    explicit BooleanValueEditor(QWidget *parent);
    [[nodiscard]] Kind kind() const override { return Kind::Boolean; }
    void setValue(const CriteriaValue &value) override;

private:
    QComboBox *m_combo = nullptr;
};

/// Text as it is compared: spaces at its ends count, and are remarked on because nobody sees them.
class TextValueEditor final : public ValueEditor
{
    Q_OBJECT

public:
    TextValueEditor(const QStringList &knownValues, QWidget *parent);
    [[nodiscard]] Kind kind() const override { return Kind::Text; }
    void setValue(const CriteriaValue &value) override;

private:
    void remark();

    QLineEdit *m_edit = nullptr;
};

/// A number of any length, kept digit for digit; typed and shown in the person's own way.
class NumberValueEditor final : public ValueEditor
{
    Q_OBJECT

public:
    explicit NumberValueEditor(QWidget *parent);
    [[nodiscard]] Kind kind() const override { return Kind::Number; }
    void setValue(const CriteriaValue &value) override;

private:
    void read(const QString &typed);
    void settle();

    QLineEdit *m_edit = nullptr;
    CriteriaValue m_value = CriteriaNumber();
};

/// A day: typed, taken from a calendar, or by its distance from today. What is kept is the day itself, and that is said
/// where the words sound as if it moved.
class DateValueEditor final : public ValueEditor
{
    Q_OBJECT

public:
    explicit DateValueEditor(QWidget *parent);
    [[nodiscard]] Kind kind() const override { return Kind::Date; }
    void setValue(const CriteriaValue &value) override;

private:
    void read(const QString &typed);
    void settle();
    void openCalendar();
    void take(QDate day);

    QLineEdit *m_edit = nullptr;
    QToolButton *m_button = nullptr;
    CriteriaValue m_value = QString();
};

BooleanValueEditor::BooleanValueEditor(QWidget *parent)
    : ValueEditor(parent)
    , m_combo(calmCombo(this, "conditionValueCombo"))
{
    m_combo->addItem(tr("yes"), true);
    m_combo->addItem(tr("no"), false);
    m_combo->setPlaceholderText(tr("Choose yes or no"));
    fillWith(this, {m_combo});
    connect(m_combo, &QComboBox::activated, this, [this] {
        Q_EMIT remarked({}, Tone::Neutral);
        Q_EMIT edited(m_combo->currentData().toBool());
    });
}

void BooleanValueEditor::setValue(const CriteriaValue &value)
{
    const bool *is = std::get_if<bool>(&value);
    m_combo->setCurrentIndex(is ? m_combo->findData(*is) : -1);
    Q_EMIT remarked(is ? QString() : tr("Choose yes or no: the current value is neither."), Tone::Warn);
}

TextValueEditor::TextValueEditor(const QStringList &knownValues, QWidget *parent)
    : ValueEditor(parent)
    , m_edit(named("conditionValueEdit", new QLineEdit(this)))
{
    m_edit->setMaxLength(longestTypedValue);
    fillWith(this, {m_edit});
    leaveUndoToTheCanvas(m_edit);
    if (!knownValues.isEmpty())
        m_edit->setCompleter(containingCompleter(knownValues, m_edit));
    // Not textEdited(): what is taken from the completer is an edit, too.
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        remark();
        Q_EMIT edited(text);
    });
}

void TextValueEditor::setValue(const CriteriaValue &value)
{
    const QString text = std::holds_alternative<QString>(value) ? std::get<QString>(value) : QString();
    if (m_edit->text() != text) {
        const QSignalBlocker quiet(m_edit);
        // One that is longer came from elsewhere and must not be cut by being looked at.
        m_edit->setMaxLength(std::max(longestTypedValue, int(text.size())));
        m_edit->setText(text);
    }
    remark();
}

void TextValueEditor::remark()
{
    const QString text = m_edit->text();
    const bool hasEnds = !text.isEmpty() && (text.front().isSpace() || text.back().isSpace());
    Q_EMIT remarked(hasEnds ? tr("Spaces at the start and end of this value count.") : QString(), Tone::Info);
}

NumberValueEditor::NumberValueEditor(QWidget *parent)
    : ValueEditor(parent)
    , m_edit(named("conditionValueEdit", new QLineEdit(this)))
{
    m_edit->setMaxLength(int(exactNumberLimit));
    fillWith(this, {m_edit});
    leaveUndoToTheCanvas(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &NumberValueEditor::read);
    connect(m_edit, &QLineEdit::editingFinished, this, &NumberValueEditor::settle);
}

void NumberValueEditor::setValue(const CriteriaValue &value)
{
    m_value = value;
    const auto typed = exactNumber(m_edit->text(), QLocale());
    const auto *number = std::get_if<CriteriaNumber>(&value);
    const bool isThere = number && typed == number->spelling;
    // A text that stands in the place of a number is shown, so that it can be mended.
    if (!isThere)
        m_edit->setText(shown(value));
    read(m_edit->text());
}

void NumberValueEditor::read(const QString &typed)
{
    const auto number = exactNumber(typed, QLocale());
    if (!number) {
        Q_EMIT remarked(typed.trimmed().isEmpty()
                            ? tr("Enter a number.")
                            : tr("This isn’t a number. Enter it like %1.").arg(exactNumberText("1234.5", QLocale())),
                        Tone::Bad);
        return;
    }
    Q_EMIT remarked({}, Tone::Neutral);
    if (m_value != CriteriaValue(CriteriaNumber{*number})) {
        m_value = CriteriaNumber{*number};
        Q_EMIT edited(m_value);
    }
}

void NumberValueEditor::settle()
{
    if (m_edit->text() != shown(m_value))
        m_edit->setText(shown(m_value));
    read(m_edit->text());
}

DateValueEditor::DateValueEditor(QWidget *parent)
    : ValueEditor(parent)
    , m_edit(lineEdit(this, "conditionValueEdit", QString(), tr("2026-01-31 or 30 days ago")))
    , m_button(iconButton(this, "conditionCalendarButton", QStringLiteral("calendar"), tr("Choose a date")))
{
    m_edit->setMaxLength(longestTypedValue);
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
    const auto typed = DateWords::read(m_edit->text(), QDate::currentDate(), dateLocale());
    if (!typed || DateWords::key(*typed) != textOf(value)) {
        const QSignalBlocker quiet(m_edit);
        m_edit->setText(textOf(value));
    }
    read(m_edit->text());
}

void DateValueEditor::read(const QString &typed)
{
    const QDate today = QDate::currentDate();
    const auto day = DateWords::read(typed, today, dateLocale());
    if (!day) {
        Q_EMIT remarked(
            typed.trimmed().isEmpty()
                ? tr("Enter a date.")
                : tr("Not a valid date. Enter one like 2026-01-31 or “%1”.").arg(DateWords::offered().value(3)),
            Tone::Bad);
        return;
    }
    const QString inWords = longDayText(*day);
    if (DateWords::isRelative(typed, today))
        Q_EMIT remarked(
            tr("Means %1 (%2) and stays that date: it doesn’t move with today.").arg(inWords, DateWords::key(*day)),
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
    auto *menu = named("conditionCalendarMenu", new QMenu(this));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *calendar = named("conditionCalendar", new QCalendarWidget(menu));
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

ValueEditor *ValueEditor::make(Kind kind, const QStringList &knownValues, QWidget *parent)
{
    switch (kind) {
    case Kind::Text:
        break;
    case Kind::Number:
        return new NumberValueEditor(parent);
    case Kind::Date:
        return new DateValueEditor(parent);
    case Kind::Boolean:
        return new BooleanValueEditor(parent);
    }
    return new TextValueEditor(knownValues, parent);
}

} // namespace muster

#include "valueeditor.moc"
