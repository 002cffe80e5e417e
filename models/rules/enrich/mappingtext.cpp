// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/mappingtext.h"

#include "models/rules/enrich/cellrepairs.h"
#include "network/wire/mapped.h"

#include <algorithm>

namespace muster {

namespace {

QStringList textsOf(const auto &words)
{
    QStringList texts;
    for (const auto &word : words)
        texts.append(word.text);
    return texts;
}

} // namespace

bool FieldTextReader::isSpecial(QChar c)
{
    return QStringView(u"=:|(),>*\"").contains(c);
}

tl::unexpected<ApiError> FieldTextReader::fault(const char *code, qsizetype at) const
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = QString::fromLatin1(code),
                    .subject = m_text.left(200),
                    .details = {{QString::number(at + 1), m_text.mid(at, 20)}}});
}

Result<FieldMapping> FieldTextReader::read()
{
    if (m_text.size() > maxLength || !m_text.isValidUtf16())
        return fault("map_too_long", 0);
    FieldMapping field;
    TRY_VOID(readSource(field.source));
    TRY(attribute, word());
    if (attribute->text.isEmpty())
        return fault("map_no_attribute", m_at);
    field.attribute = attribute->text;
    while (!atEnd()) {
        if (!take(u':'))
            return fault("map_not_expected", m_at);
        TRY_VOID(readStep(field));
    }
    return field;
}

Result<void> FieldTextReader::readSource(FieldSource &source)
{
    do {
        const qsizetype start = m_at;
        TRY(column, word());
        const bool constant = source.columns.isEmpty() && !column->quoted && column->text == QLatin1String("const");
        if (constant && take(u'(')) {
            TRY(text, word());
            if (!take(u')'))
                return fault("map_not_expected", m_at);
            source.constant = text->text;
            break;
        }
        if (column->text.isEmpty())
            return fault("map_no_source", start);
        source.columns.append(column->text);
    } while (take(u'|'));
    if (atEnd())
        return fault("map_no_attribute", m_at);
    if (!take(u'='))
        return fault("map_not_expected", m_at);
    return {};
}

Result<void> FieldTextReader::readStep(FieldMapping &field)
{
    const qsizetype start = m_at;
    TRY(name, word());
    TRY(arguments, readArguments());
    const bool write = valueOf<FieldWrite>(name->text).has_value();
    const bool empty = name->text == QLatin1String("empty");
    if (write || empty || name->text == QLatin1String("invalid")) {
        bool &seen = write ? m_hasWrite : empty ? m_hasEmpty : m_hasInvalid;
        if (std::exchange(seen, true))
            return fault("map_repeated_step", start);
        return setPolicy(field.policy, name->text, *arguments) ? Result<void>() : fault("map_arguments", start);
    }
    if (!name->quoted && name->text == QLatin1String("or")) {
        field.alternatives.append(QList<FieldTransform>());
        return *arguments ? fault("map_arguments", start) : Result<void>();
    }
    QList<FieldTransform> &steps = field.alternatives.isEmpty() ? field.transforms : field.alternatives.last();
    if (const auto repair = name->quoted ? std::nullopt : repairOfWord(name->text)) {
        steps.append(*repair);
        return *arguments ? fault("map_arguments", start) : Result<void>();
    }
    const auto kind = valueOf<TransformKind>(name->text);
    if (name->quoted || !kind)
        return fault("map_unknown_step", start);
    FieldTransform transform = emptyTransform(*kind);
    const bool needsNone = *kind <= TransformKind::Title || *kind == TransformKind::Boolean;
    if (*arguments ? !fill(transform, **arguments) : !needsNone)
        return fault("map_arguments", start);
    steps.append(std::move(transform));
    return {};
}

bool FieldTextReader::setPolicy(FieldPolicy &policy, const QString &name, const std::optional<Arguments> &arguments)
{
    if (const auto write = valueOf<FieldWrite>(name)) {
        policy.write = *write;
        return !arguments;
    }
    if (!arguments || arguments->size() != 1 || !arguments->first().isOne())
        return false;
    const QString &word = arguments->first().words.first().text;
    const auto setTo = [&word]<typename Choice>(Choice &choice) {
        const auto known = valueOf<Choice>(word);
        choice = known.value_or(choice);
        return known.has_value();
    };
    return name == QLatin1String("empty") ? setTo(policy.empty) : setTo(policy.invalid);
}

Result<std::optional<FieldTextReader::Arguments>> FieldTextReader::readArguments()
{
    if (!take(u'('))
        return std::optional<Arguments>();
    Arguments arguments;
    if (take(u')'))
        return arguments;
    do {
        TRY(argument, readArgument());
        arguments.append(*std::move(argument));
    } while (take(u','));
    if (!take(u')'))
        return atEnd() ? fault("map_arguments", m_at) : fault("map_not_expected", m_at);
    return arguments;
}

Result<FieldTextReader::Argument> FieldTextReader::readArgument()
{
    Argument argument;
    argument.star = take(u'*');
    for (bool more = !argument.star; more; more = !argument.arrow && take(u'|')) {
        TRY(one, word());
        argument.words.append(*std::move(one));
    }
    if (argument.words.size() <= 1 && take(u'>')) {
        argument.arrow = true;
        TRY(to, word());
        argument.words.append(*std::move(to));
    }
    return argument;
}

bool FieldTextReader::fill(FieldTransform &transform, const Arguments &arguments) const
{
    const auto isOne = [](const Argument &argument) { return argument.isOne(); };
    const bool plain = std::all_of(arguments.begin(), arguments.end(), isOne);
    const auto at = [&arguments](qsizetype index) {
        return index < arguments.size() ? arguments[index].words.first().text : QString();
    };
    const qsizetype count = arguments.size();
    if (auto *date = std::get_if<ReadDate>(&transform)) {
        if (!plain || count < 1 || count > 2)
            return false;
        *date = {at(0), at(1)};
        return true;
    }
    if (auto *number = std::get_if<ReadNumber>(&transform)) {
        if (!plain || count < 1 || count > 2)
            return false;
        *number = {at(0), at(1)};
        return true;
    }
    if (auto *replace = std::get_if<ReplacePattern>(&transform)) {
        if (!plain || count != 2)
            return false;
        *replace = {at(0), at(1)};
        return true;
    }
    if (auto *words = std::get_if<ReadBoolean>(&transform)) {
        const bool lists = std::none_of(arguments.begin(), arguments.end(),
                                        [](const Argument &argument) { return argument.star || argument.arrow; });
        if (!lists || count != 2)
            return false;
        words->yes = textsOf(arguments[0].words);
        words->no = textsOf(arguments[1].words);
        return true;
    }
    auto *table = std::get_if<ValueTable>(&transform);
    return table && fillTable(*table, arguments);
}

bool FieldTextReader::fillTable(ValueTable &table, const Arguments &arguments)
{
    for (const Argument &argument : arguments) {
        if (table.unlisted != ValueTable::Unlisted::Refuse)
            return false; // nothing behind the star
        if (argument.star) {
            table.unlisted = argument.arrow ? ValueTable::Unlisted::Replace : ValueTable::Unlisted::Keep;
            table.replacement = argument.arrow ? argument.words.first().text : QString();
        } else if (argument.arrow) {
            table.entries.append({argument.words[0].text, argument.words[1].text});
        } else {
            return false;
        }
    }
    return true;
}

Result<FieldTextReader::Word> FieldTextReader::word()
{
    skipBlanks();
    Word word;
    const qsizetype start = m_at;
    if (!take(u'"')) {
        while (!atEnd() && !isSpecial(m_text[m_at]))
            ++m_at;
        word.text = m_text.mid(start, m_at - start).trimmed();
        if (!atEnd() && m_text[m_at] == u'"')
            return fault("map_not_expected", m_at);
        return word;
    }
    word.quoted = true;
    for (;; ++m_at) {
        if (atEnd())
            return fault("map_quote_open", start);
        if (m_text[m_at] == u'"') {
            if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != u'"')
                break;
            ++m_at;
        }
        word.text += m_text[m_at];
    }
    ++m_at;
    skipBlanks();
    if (!atEnd() && (!isSpecial(m_text[m_at]) || m_text[m_at] == u'"'))
        return fault("map_text_behind_quote", m_at);
    return word;
}

bool FieldTextReader::take(QChar c)
{
    skipBlanks();
    if (atEnd() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

void FieldTextReader::skipBlanks()
{
    while (!atEnd() && m_text[m_at].isSpace())
        ++m_at;
}

namespace {

QString quoted(const QString &text)
{
    const bool plain = !text.isEmpty() && text == text.trimmed()
        && std::none_of(text.begin(), text.end(), [](QChar c) { return FieldTextReader::isSpecial(c); });
    return plain ? text : u'"' + QString(text).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString joined(const QStringList &texts)
{
    const QStringList parts = mapped(texts, quoted);
    return parts.join(u'|');
}

struct StepText
{
    QString operator()(const TrimText &) const { return {}; }
    QString operator()(const ChangeCase &) const { return {}; }
    QString operator()(const ReadDate &date) const
    {
        return date.locale.isEmpty() ? quoted(date.format) : quoted(date.format) + u',' + quoted(date.locale);
    }
    QString operator()(const ReadNumber &number) const
    {
        return number.groupMark.isEmpty() ? quoted(number.decimalMark)
                                          : quoted(number.decimalMark) + u',' + quoted(number.groupMark);
    }
    QString operator()(const ReadBoolean &words) const
    {
        if (words.yes.isEmpty() && words.no.isEmpty())
            return {};
        return joined(words.yes) + u',' + joined(words.no);
    }
    QString operator()(const ReplacePattern &replace) const
    {
        return quoted(replace.pattern) + u',' + quoted(replace.replacement);
    }
    QString operator()(const ValueTable &table) const
    {
        QStringList parts;
        for (const auto &[from, to] : table.entries)
            parts.append(quoted(from) + u'>' + quoted(to));
        if (table.unlisted == ValueTable::Unlisted::Keep)
            parts.append(QStringLiteral("*"));
        else if (table.unlisted == ValueTable::Unlisted::Replace)
            parts.append(QStringLiteral("*>") + quoted(table.replacement));
        return parts.join(u',');
    }
};

QString stepsText(const QList<FieldTransform> &steps)
{
    QString text;
    for (const FieldTransform &transform : steps) {
        if (const auto *replace = std::get_if<ReplacePattern>(&transform); replace && !repairWord(*replace).isEmpty()) {
            text += u':' + repairWord(*replace);
            continue;
        }
        const TransformKind kind = transformKind(transform);
        const QString arguments = std::visit(StepText(), transform);
        text += u':' + keyOf(kind);
        if (!arguments.isEmpty() || kind == TransformKind::Table)
            text += u'(' + arguments + u')';
    }
    return text;
}

} // namespace

Result<FieldMapping> parseFieldText(const QString &text)
{
    FieldTextReader reader(text);
    auto field = reader.read();
    if (field && !limitFault(*field).isEmpty())
        return reader.fault("map_limits", 0);
    return field;
}

QString fieldText(const FieldMapping &field)
{
    QString text = field.source.constant ? QStringLiteral("const(") + quoted(*field.source.constant) + u')'
                                         : joined(field.source.columns);
    text += u'=' + quoted(field.attribute) + stepsText(field.transforms);
    for (const QList<FieldTransform> &alternative : field.alternatives)
        text += QStringLiteral(":or") + stepsText(alternative);
    if (field.policy.write != FieldWrite::Overwrite)
        text += u':' + keyOf(field.policy.write);
    if (field.policy.empty != EmptyCell::Keep)
        text += QStringLiteral(":empty(") + keyOf(field.policy.empty) + u')';
    if (field.policy.invalid != InvalidCell::RejectRow)
        text += QStringLiteral(":invalid(") + keyOf(field.policy.invalid) + u')';
    return text;
}

} // namespace muster
