// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/steparguments.h"

#include "models/rules/enrich/mappinglimits.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/lists/enrich/fields/tablearguments.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace muster {

namespace {

QFormLayout *formOn(StepArguments *arguments)
{
    auto *form = new QFormLayout(arguments);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::xs);
    return form;
}

QLineEdit *textEdit(StepArguments *arguments, const char *name, const QString &text, qsizetype most)
{
    auto *edit = new QLineEdit(arguments);
    edit->setObjectName(QString::fromLatin1(name));
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

class DateArguments final : public StepArguments
{
public:
    DateArguments(const ReadDate &date, const StepHints &hints, QWidget *parent)
        : StepArguments(parent)
    {
        QStringList formats = hints.dateFormats;
        for (const char *common :
             {"dd.MM.yyyy", "MM/dd/yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "yyyyMMdd", "d MMM yyyy", "MMMM d, yyyy"}) {
            if (!formats.contains(QLatin1String(common)))
                formats << QString::fromLatin1(common);
        }
        m_format = typedCombo(this, "dateFormatCombo", formats, date.format);
        m_format->setToolTip(
            StepArguments::tr("d, dd, ddd, dddd for the day; M, MM, MMM, MMMM for the month; yy, yyyy for the year; "
                              "text in single quotes"));
        const QStringList languages{{},
                                    QStringLiteral("en"),
                                    QStringLiteral("de"),
                                    QStringLiteral("fr"),
                                    QStringLiteral("es"),
                                    QStringLiteral("it"),
                                    QStringLiteral("pt_BR"),
                                    QStringLiteral("nl"),
                                    QStringLiteral("pl"),
                                    QStringLiteral("tr")};
        m_locale = typedCombo(this, "dateLanguageCombo", languages, date.locale);
        m_locale->lineEdit()->setPlaceholderText(StepArguments::tr("as the mapping"));
        QFormLayout *form = formOn(this);
        setFocusProxy(m_format);
        form->addRow(StepArguments::tr("Written as"), m_format);
        form->addRow(StepArguments::tr("Language of the names"), m_locale);
    }
    [[nodiscard]] FieldTransform transform() const override
    {
        return ReadDate{m_format->currentText(), m_locale->currentText().trimmed()};
    }

private:
    QComboBox *m_format = nullptr;
    QComboBox *m_locale = nullptr;
};

class NumberArguments final : public StepArguments
{
public:
    NumberArguments(const ReadNumber &number, QWidget *parent)
        : StepArguments(parent)
        , m_decimal(markCombo("decimalMarkCombo", {QStringLiteral("."), QStringLiteral(",")}, number.decimalMark))
        , m_group(markCombo("groupMarkCombo",
                            {QString(), QStringLiteral(","), QStringLiteral("."), QStringLiteral(" "),
                             QStringLiteral("'"), QStringLiteral("\u2019")},
                            number.groupMark))
    {
        QFormLayout *form = formOn(this);
        setFocusProxy(m_decimal);
        form->addRow(StepArguments::tr("Decimal mark"), m_decimal);
        form->addRow(StepArguments::tr("Between thousands"), m_group);
    }
    [[nodiscard]] FieldTransform transform() const override
    {
        return ReadNumber{m_decimal->currentData().toString(), m_group->currentData().toString()};
    }

private:
    QComboBox *markCombo(const char *name, QStringList marks, const QString &chosen)
    {
        QComboBox *combo = calmCombo(this, name);
        if (!marks.contains(chosen))
            marks << chosen;
        for (const QString &mark : std::as_const(marks))
            combo->addItem(markText(mark), mark);
        combo->setCurrentIndex(combo->findData(chosen));
        connect(combo, &QComboBox::currentIndexChanged, this, &StepArguments::changed);
        return combo;
    }
    static QString markText(const QString &mark)
    {
        if (mark.isEmpty())
            return StepArguments::tr("nothing");
        if (mark == u" ")
            return StepArguments::tr("a space");
        //: A mark in a number and its name.
        return mark == u"." ? StepArguments::tr(". (point)") : mark == u"," ? StepArguments::tr(", (comma)") : mark;
    }

    QComboBox *m_decimal = nullptr;
    QComboBox *m_group = nullptr;
};

class BooleanArguments final : public StepArguments
{
public:
    BooleanArguments(const ReadBoolean &words, QWidget *parent)
        : StepArguments(parent)
        , m_yes(wordsEdit("yesWordsEdit", words.yes))
        , m_no(wordsEdit("noWordsEdit", words.no))
    {
        QFormLayout *form = formOn(this);
        setFocusProxy(m_yes);
        form->addRow(StepArguments::tr("Words for yes"), m_yes);
        form->addRow(StepArguments::tr("Words for no"), m_no);
    }
    [[nodiscard]] FieldTransform transform() const override { return ReadBoolean{words(*m_yes), words(*m_no)}; }

private:
    QLineEdit *wordsEdit(const char *name, const QStringList &words)
    {
        QLineEdit *edit = textEdit(this, name, words.join(QStringLiteral(", ")), MappingLimits::text);
        edit->setPlaceholderText(StepArguments::tr("those of the mapping\u2019s language"));
        edit->setToolTip(StepArguments::tr("Several words are separated by commas"));
        return edit;
    }
    static QStringList words(const QLineEdit &edit)
    {
        QStringList words;
        for (const QString &word : edit.text().split(u',')) {
            if (const QString trimmed = word.trimmed(); !trimmed.isEmpty() && !words.contains(trimmed))
                words << trimmed;
        }
        return words;
    }

    QLineEdit *m_yes = nullptr;
    QLineEdit *m_no = nullptr;
};

class ReplaceArguments final : public StepArguments
{
public:
    ReplaceArguments(const ReplacePattern &replace, QWidget *parent)
        : StepArguments(parent)
        , m_pattern(textEdit(this, "patternEdit", replace.pattern, MappingLimits::text))
        , m_replacement(textEdit(this, "replacementEdit", replace.replacement, MappingLimits::text))
    {
        m_pattern->setFont(Theme::monoFont());
        m_replacement->setFont(Theme::monoFont());
        m_pattern->setToolTip(StepArguments::tr("A regular expression as RE2 reads it; every match is replaced"));
        m_replacement->setToolTip(
            StepArguments::tr("\\1 to \\9 stand for groups of the expression, \\0 for all that it matched"));
        m_replacement->setPlaceholderText(StepArguments::tr("nothing: what matches goes"));
        QFormLayout *form = formOn(this);
        setFocusProxy(m_pattern);
        form->addRow(StepArguments::tr("Expression"), m_pattern);
        form->addRow(StepArguments::tr("Becomes"), m_replacement);
    }
    [[nodiscard]] FieldTransform transform() const override
    {
        return ReplacePattern{m_pattern->text(), m_replacement->text()};
    }

private:
    QLineEdit *m_pattern = nullptr;
    QLineEdit *m_replacement = nullptr;
};

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
        return new DateArguments(*date, hints, parent);
    if (const auto *number = std::get_if<ReadNumber>(&transform))
        return new NumberArguments(*number, parent);
    if (const auto *words = std::get_if<ReadBoolean>(&transform))
        return new BooleanArguments(*words, parent);
    if (const auto *replace = std::get_if<ReplacePattern>(&transform))
        return new ReplaceArguments(*replace, parent);
    if (const auto *table = std::get_if<ValueTable>(&transform))
        return new TableArguments(*table, parent);
    return nullptr;
}

} // namespace muster
