// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/fieldstepsform.h"

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/text/enrichtexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <functional>

namespace muster {

namespace {

/// Two fields with their labels; what they say is read when it is asked for.
class FormArguments final : public StepArguments
{
public:
    using StepArguments::StepArguments;
    void setFields(const QString &firstLabel, QWidget *first, const QString &secondLabel, QWidget *second,
                   std::function<FieldTransform()> read)
    {
        m_read = std::move(read);
        setFocusProxy(first);
        auto *form = bareLayout<QFormLayout>(this, space::xs);
        form->addRow(firstLabel, first);
        form->addRow(secondLabel, second);
    }
    [[nodiscard]] FieldTransform transform() const override { return m_read(); }

private:
    std::function<FieldTransform()> m_read;
};

QLineEdit *textEdit(StepArguments *arguments, const char *name, const QString &text, qsizetype most)
{
    auto *edit = named(name, new QLineEdit(arguments));
    edit->setMaxLength(int(most));
    edit->setText(text);
    QObject::connect(edit, &QLineEdit::textChanged, arguments, &StepArguments::changed);
    return edit;
}

/// A combo box to choose from or to type into.
QComboBox *typedCombo(StepArguments *arguments, const char *name, const QStringList &choices, const QString &text)
{
    QComboBox *combo = calmCombo(arguments, name);
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->addItems(choices);
    combo->lineEdit()->setMaxLength(int(MappingLimits::name));
    combo->setEditText(text);
    QObject::connect(combo, &QComboBox::editTextChanged, arguments, &StepArguments::changed);
    return combo;
}

QStringList dateFormats(const StepHints &hints)
{
    QStringList formats = hints.dateFormats;
    for (const char *common :
         {"dd.MM.yyyy", "MM/dd/yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "yyyyMMdd", "d MMM yyyy", "MMMM d, yyyy"}) {
        if (!formats.contains(QLatin1String(common)))
            formats << QString::fromLatin1(common);
    }
    return formats;
}

StepArguments *dateArguments(const ReadDate &date, const StepHints &hints, QWidget *parent)
{
    auto *made = new FormArguments(parent);
    QComboBox *format = typedCombo(made, "dateFormatCombo", dateFormats(hints), date.format);
    format->setToolTip(
        StepArguments::tr("d, dd, ddd, dddd for the day; M, MM, MMM, MMMM for the month; yy, yyyy for the year; "
                          "text in single quotes"));
    // The first is none.
    const QStringList languages = QStringLiteral(" en de fr es it pt_BR nl pl tr").split(u' ');
    QComboBox *locale = typedCombo(made, "dateLanguageCombo", languages, date.locale);
    locale->lineEdit()->setPlaceholderText(StepArguments::tr("same as mapping"));
    made->setFields(StepArguments::tr("Format"), format, StepArguments::tr("Language of names"), locale,
                    [format, locale] { return ReadDate{format->currentText(), locale->currentText().trimmed()}; });
    return made;
}

QString markText(const QString &mark)
{
    if (mark.isEmpty())
        return StepArguments::tr("none");
    if (mark == u" ")
        return StepArguments::tr("space");
    //: A mark in a number and its name.
    return mark == u"." ? StepArguments::tr(". (period)") : mark == u"," ? StepArguments::tr(", (comma)") : mark;
}

QComboBox *markCombo(StepArguments *arguments, const char *name, QStringList marks, const QString &chosen)
{
    QComboBox *combo = calmCombo(arguments, name);
    if (!marks.contains(chosen))
        marks << chosen;
    for (const QString &mark : std::as_const(marks))
        combo->addItem(markText(mark), mark);
    combo->setCurrentIndex(combo->findData(chosen));
    QObject::connect(combo, &QComboBox::currentIndexChanged, arguments, &StepArguments::changed);
    return combo;
}

StepArguments *numberArguments(const ReadNumber &number, QWidget *parent)
{
    auto *made = new FormArguments(parent);
    QComboBox *decimal
        = markCombo(made, "decimalMarkCombo", {QStringLiteral("."), QStringLiteral(",")}, number.decimalMark);
    QComboBox *group = markCombo(made, "groupMarkCombo",
                                 {QString(), QStringLiteral(","), QStringLiteral("."), QStringLiteral(" "),
                                  QStringLiteral("'"), QStringLiteral("’")},
                                 number.groupMark);
    made->setFields(
        StepArguments::tr("Decimal mark"), decimal, StepArguments::tr("Thousands separator"), group,
        [decimal, group] { return ReadNumber{decimal->currentData().toString(), group->currentData().toString()}; });
    return made;
}

QLineEdit *wordsEdit(StepArguments *arguments, const char *name, const QStringList &words)
{
    QLineEdit *edit = textEdit(arguments, name, words.join(QStringLiteral(", ")), MappingLimits::text);
    edit->setPlaceholderText(StepArguments::tr("from the mapping’s language"));
    edit->setToolTip(StepArguments::tr("Separate words with commas"));
    return edit;
}

QStringList wordsIn(const QLineEdit &edit)
{
    QStringList words;
    for (const QString &word : edit.text().split(u',')) {
        if (const QString trimmed = word.trimmed(); !trimmed.isEmpty() && !words.contains(trimmed))
            words << trimmed;
    }
    return words;
}

StepArguments *booleanArguments(const ReadBoolean &words, QWidget *parent)
{
    auto *made = new FormArguments(parent);
    QLineEdit *yes = wordsEdit(made, "yesWordsEdit", words.yes);
    QLineEdit *no = wordsEdit(made, "noWordsEdit", words.no);
    made->setFields(StepArguments::tr("Words for yes"), yes, StepArguments::tr("Words for no"), no, [yes, no] {
        return ReadBoolean{wordsIn(*yes), wordsIn(*no)};
    });
    return made;
}

StepArguments *replaceArguments(const ReplacePattern &replace, QWidget *parent)
{
    auto *made = new FormArguments(parent);
    QLineEdit *pattern = textEdit(made, "patternEdit", replace.pattern, MappingLimits::text);
    QLineEdit *replacement = textEdit(made, "replacementEdit", replace.replacement, MappingLimits::text);
    pattern->setFont(Theme::monoFont());
    replacement->setFont(Theme::monoFont());
    pattern->setToolTip(StepArguments::tr("RE2 regular expression; every match is replaced"));
    replacement->setToolTip(StepArguments::tr("\\1 to \\9 insert groups of the expression, \\0 the whole match"));
    replacement->setPlaceholderText(StepArguments::tr("empty: matches are removed"));
    made->setFields(StepArguments::tr("Expression"), pattern, StepArguments::tr("Replace with"), replacement,
                    [pattern, replacement] { return ReplacePattern{pattern->text(), replacement->text()}; });
    return made;
}

} // namespace

StepHints StepHints::of(const ColumnProfile &profile)
{
    return {profile.dateFormats(), profile.numberFormats(), profile.examples()};
}

FieldTransform StepHints::proposal(TransformKind kind) const
{
    if (kind == TransformKind::Date && !dateFormats.isEmpty())
        return ReadDate{dateFormats.constFirst(), {}};
    if (kind == TransformKind::Number && !numberFormats.isEmpty())
        return numberFormats.constFirst();
    if (kind == TransformKind::Table) {
        ValueTable table;
        for (const QString &value : values)
            table.entries.append({value, value});
        return table;
    }
    return emptyTransform(kind);
}

StepArguments *StepArguments::make(const FieldTransform &transform, const StepHints &hints, QWidget *parent)
{
    if (const auto *date = std::get_if<ReadDate>(&transform))
        return dateArguments(*date, hints, parent);
    if (const auto *number = std::get_if<ReadNumber>(&transform))
        return numberArguments(*number, parent);
    if (const auto *words = std::get_if<ReadBoolean>(&transform))
        return booleanArguments(*words, parent);
    if (const auto *replace = std::get_if<ReplacePattern>(&transform))
        return replaceArguments(*replace, parent);
    if (const auto *table = std::get_if<ValueTable>(&transform))
        return new TableArguments(*table, parent);
    return nullptr;
}

TableArguments::TableArguments(const ValueTable &table, QWidget *parent)
    : StepArguments(parent)
    , m_table(named("valueTable", new QTableWidget(0, 2, this)))
    , m_unlisted(calmCombo(this, "unlistedCombo", tr("How to handle texts that are not listed")))
    , m_replacement(lineEdit(this, "unlistedEdit", tr("Replacement for everything else")))
{
    setFocusProxy(m_table);
    m_table->setAccessibleName(tr("Texts and their replacements"));
    m_table->setHorizontalHeaderLabels({tr("Text"), tr("Replace with")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(rowHeight * 5);
    for (const auto &[from, to] : table.entries)
        addRow(from, to);
    m_unlisted->addItem(tr("Reject what is not listed"), int(ValueTable::Unlisted::Refuse));
    m_unlisted->addItem(tr("Keep what is not listed"), int(ValueTable::Unlisted::Keep));
    m_unlisted->addItem(tr("Everything else becomes"), int(ValueTable::Unlisted::Replace));
    m_unlisted->setCurrentIndex(m_unlisted->findData(int(table.unlisted)));
    m_replacement->setMaxLength(int(MappingLimits::text));
    m_replacement->setText(table.replacement);
    auto *row = rowLayout(space::xs, {{m_unlisted, 1}, {m_replacement, 1}});
    fillColumn(this, space::xs, {m_table, row});
    keepEmptyRow();
    showReplacement();
    connect(m_table, &QTableWidget::cellChanged, this, [this] {
        keepEmptyRow();
        Q_EMIT changed();
    });
    connect(m_unlisted, &QComboBox::currentIndexChanged, this, [this] {
        showReplacement();
        Q_EMIT changed();
    });
    connect(m_replacement, &QLineEdit::textChanged, this, &StepArguments::changed);
}

void TableArguments::addRow(const QString &from, const QString &to)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(from));
    m_table->setItem(row, 1, new QTableWidgetItem(to));
}

void TableArguments::keepEmptyRow()
{
    const int last = m_table->rowCount() - 1;
    const bool isFree = last >= 0 && text(last, 0).isEmpty() && text(last, 1).isEmpty();
    if (!isFree && m_table->rowCount() < MappingLimits::tableEntries)
        addRow({}, {});
}

void TableArguments::showReplacement()
{
    m_replacement->setVisible(ValueTable::Unlisted(m_unlisted->currentData().toInt()) == ValueTable::Unlisted::Replace);
}

QString TableArguments::text(int row, int column) const
{
    const QTableWidgetItem *item = m_table->item(row, column);
    return item ? item->text().left(MappingLimits::text) : QString();
}

FieldTransform TableArguments::transform() const
{
    ValueTable table;
    QSet<QString> seen;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString from = text(row, 0);
        if (from.isEmpty() || seen.contains(from))
            continue;
        seen.insert(from);
        table.entries.append({from, text(row, 1)});
    }
    table.unlisted = ValueTable::Unlisted(m_unlisted->currentData().toInt());
    if (table.unlisted == ValueTable::Unlisted::Replace)
        table.replacement = m_replacement->text();
    return table;
}

StepForm::StepForm(const FieldTransform &transform, const StepHints &hints, QWidget *parent)
    : QFrame(parent)
    , m_plain(transform)
    , m_title(sectionTitle(this, {}))
    , m_up(iconButton(this, "stepUpButton", QStringLiteral("arrow-up"), {}))
    , m_down(iconButton(this, "stepDownButton", QStringLiteral("arrow-down"), {}))
    , m_remove(iconButton(this, "removeStepButton", QStringLiteral("trash-2"), {}))
    , m_arguments(StepArguments::make(transform, hints, this))
{
    setObjectName(QStringLiteral("stepForm"));
    connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveAsked(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveAsked(1); });
    connect(m_remove, &QToolButton::clicked, this, &StepForm::removeAsked);
    auto *head = rowLayout(space::xs, {{m_title, 1}, m_up, m_down, m_remove});
    auto *column = bareLayout<QVBoxLayout>(this, space::xs, QMargins(0, space::xs, 0, space::s));
    column->addLayout(head);
    if (m_arguments) {
        column->addWidget(m_arguments);
        connect(m_arguments, &StepArguments::changed, this, &StepForm::changed);
    }
    setPlace(0, 1);
}

FieldTransform StepForm::transform() const
{
    return m_arguments ? m_arguments->transform() : m_plain;
}

void StepForm::setPlace(int index, int count)
{
    const QString kind = transformKindText(transformKind(m_plain));
    //: %1 is the place of a step, from 1, %2 what it does.
    m_title->setPlainText(tr("%1. %2").arg(index + 1).arg(kind));
    m_up->setEnabled(index > 0);
    m_down->setEnabled(index + 1 < count);
    const auto name = [](QToolButton *button, const QString &label) {
        button->setAccessibleName(label);
        toolTips::set(button, label);
    };
    name(m_up, tr("Move step %1 up").arg(index + 1));
    name(m_down, tr("Move step %1 down").arg(index + 1));
    name(m_remove, tr("Remove step %1").arg(index + 1));
}

FieldStepsForm::FieldStepsForm(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
    , m_none(hintLabel(this, tr("None: cells are used unchanged.")))
    , m_add(pushButton(this, "addStepButton", tr("&Add step"), QStringLiteral("plus")))
{
    auto *menu = named("addStepMenu", new QMenu(m_add));
    for (int kind = 0; kind < transformKindCount; ++kind) {
        QAction *action = menu->addAction(transformKindText(TransformKind(kind)));
        action->setData(kind);
        connect(action, &QAction::triggered, this, [this, kind] { add(TransformKind(kind)); });
    }
    m_add->setMenu(menu);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    fillColumn(this, space::xs, {m_none, m_column, {m_add, 0, Qt::AlignLeft}});
    showPlaces();
}

void FieldStepsForm::setTransforms(const QList<FieldTransform> &transforms)
{
    qDeleteAll(m_steps);
    m_steps.clear();
    for (const FieldTransform &transform : transforms)
        append(transform);
    showPlaces();
    Q_EMIT changed();
}

void FieldStepsForm::setAddText(const QString &text)
{
    m_add->setText(text);
}

QList<FieldTransform> FieldStepsForm::transforms() const
{
    QList<FieldTransform> transforms;
    for (const StepForm *step : m_steps)
        transforms << step->transform();
    return transforms;
}

StepForm *FieldStepsForm::append(const FieldTransform &transform)
{
    auto *step = new StepForm(transform, m_hints, this);
    m_steps << step;
    m_column->addWidget(step);
    connect(step, &StepForm::changed, this, &FieldStepsForm::changed);
    connect(step, &StepForm::moveAsked, this, [this, step](int by) { move(step, by); });
    connect(step, &StepForm::removeAsked, this, [this, step] { remove(step); });
    return step;
}

void FieldStepsForm::add(TransformKind kind)
{
    if (m_steps.size() >= MappingLimits::transforms)
        return;
    StepForm *step = append(m_hints.proposal(kind));
    showPlaces();
    if (auto *arguments = step->findChild<StepArguments *>())
        arguments->setFocus(); // what has to be told is next
    Q_EMIT changed();
}

void FieldStepsForm::move(StepForm *step, int by)
{
    const qsizetype from = m_steps.indexOf(step), to = from + by;
    if (to < 0 || to >= m_steps.size())
        return;
    m_steps.move(from, to);
    m_column->removeWidget(step);
    m_column->insertWidget(int(to), step);
    showPlaces();
    Q_EMIT changed();
}

void FieldStepsForm::remove(StepForm *step)
{
    m_steps.removeOne(step);
    m_column->removeWidget(step);
    step->hide();
    step->deleteLater(); // its own button asks
    showPlaces();
    m_add->setFocus();
    Q_EMIT changed();
}

void FieldStepsForm::showPlaces()
{
    const int count = int(m_steps.size());
    for (int index = 0; index < count; ++index)
        m_steps[index]->setPlace(index, count);
    m_none->setVisible(count == 0);
    m_add->setEnabled(count < MappingLimits::transforms);
}

} // namespace muster
