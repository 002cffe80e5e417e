// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/definitioncodec.h"

#include "network/codec/criteriacodec.h"
#include "network/codec/criteriareader.h"
#include "network/wire/result.h"

namespace muster {

namespace {

using Code = CriteriaFault::Code;
using Kind = JsonCursor::Kind;
using Found = std::optional<CriteriaFault>;

class DefinitionReader
{
public:
    explicit DefinitionReader(QByteArrayView json)
        : m_cursor(json)
        , m_reader(m_cursor, UnknownMembers::Refused)
    {
    }

    CriteriaRead<DefinitionText> read();

private:
    Found member(const QString &name);
    Found textInto(const QString &name, QString &into);
    Found exclusions(const QString &name);
    Found source(const QString &name);
    Found wholeNumber(const QString &name);
    Found fault(Code code, const QString &path, const QString &word = {})
    {
        return m_reader.fault(code, path, word).value();
    }

    JsonCursor m_cursor;
    CriteriaReader m_reader;
    DefinitionText m_text;
    bool m_hasName = false, m_hasCriteria = false, m_hasSource = false;
};

Found DefinitionReader::textInto(const QString &name, QString &into)
{
    const auto text = m_reader.text(name);
    if (!text)
        return text.error();
    into = *text;
    return std::nullopt;
}

Found DefinitionReader::exclusions(const QString &name)
{
    if (m_cursor.kind() != Kind::Array)
        return fault(Code::WrongType, name, QStringLiteral("array"));
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        const auto id = m_reader.text(jsonElementPath(name, m_text.definition.exclusions.size()));
        if (!id)
            return id.error();
        m_text.definition.exclusions.append(*id);
    }
    return std::nullopt;
}

Found DefinitionReader::source(const QString &name)
{
    const qsizetype offset = m_cursor.offset();
    const auto word = m_reader.text(name);
    if (!word)
        return word.error();
    const auto known = audienceSource(*word);
    if (!known) {
        auto unknown = m_reader.fault(Code::UnknownSource, name, *word).value();
        unknown.offset = offset;
        return unknown;
    }
    m_text.definition.source = *known;
    return std::nullopt;
}

Found DefinitionReader::wholeNumber(const QString &name)
{
    const Found wrong = fault(Code::WrongType, name, QStringLiteral("integer"));
    bool whole = false;
    if (m_cursor.kind() == Kind::Number)
        m_text.version = m_cursor.number().toLongLong(&whole);
    return whole ? std::nullopt : wrong;
}

Found DefinitionReader::member(const QString &name)
{
    AudienceDefinition &definition = m_text.definition;
    if (name == QLatin1String("name")) {
        m_hasName = true;
        return textInto(name, definition.name);
    }
    if (name == QLatin1String("description"))
        return textInto(name, definition.description);
    if (name == QLatin1String("criteria")) {
        auto criteria = m_reader.group(name);
        if (!criteria)
            return criteria.error();
        m_hasCriteria = true;
        definition.criteria = *std::move(criteria);
        return std::nullopt;
    }
    if (name == QLatin1String("exclusions"))
        return exclusions(name);
    if (name == QLatin1String("data_source")) {
        m_hasSource = true;
        return source(name);
    }
    if (name == QLatin1String("recalculate_on_update")) {
        if (m_cursor.kind() != Kind::Boolean)
            return fault(Code::WrongType, name, QStringLiteral("boolean"));
        definition.recalculateOnUpdate = m_cursor.boolean();
        return std::nullopt;
    }
    if (name == QLatin1String("version"))
        return wholeNumber(name);
    return fault(Code::UnknownMember, jsonMemberPath({}, name), name);
}

CriteriaRead<DefinitionText> DefinitionReader::read()
{
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        const qsizetype offset = m_cursor.offset();
        const QString name = m_cursor.name();
        if (auto found = member(name)) {
            if (found->code == Code::UnknownMember && found->word == name)
                found->offset = offset;
            return tl::unexpected(*std::move(found));
        }
    }
    for (const auto &[there, name] :
         {std::pair(m_hasName, "name"), std::pair(m_hasCriteria, "criteria"), std::pair(m_hasSource, "data_source")}) {
        if (!there) {
            CriteriaFault missing;
            missing.code = Code::MissingMember;
            missing.word = QLatin1String(name);
            return tl::unexpected(missing);
        }
    }
    return std::move(m_text);
}

/// A member of that name in the outer object, without judging anything else.
bool hasMember(QByteArrayView json, const QString &name)
{
    JsonCursor cursor(json);
    cursor.enter();
    while (cursor.nextItem()) {
        if (cursor.name() == name)
            return true;
        cursor.skip();
    }
    return false;
}

} // namespace

CriteriaRead<DefinitionText> readDefinition(const QByteArray &json)
{
    if (const auto fault = criteriaJsonFault(json, maxCriteriaBytes))
        return tl::unexpected(*fault);
    JsonCursor cursor(json);
    CriteriaReader reader(cursor, UnknownMembers::Refused);
    if (cursor.kind() != Kind::Object)
        return reader.fault(Code::WrongType, {}, QStringLiteral("object"));
    const bool bare = !hasMember(json, QStringLiteral("criteria"))
        && (hasMember(json, QStringLiteral("conditions")) || hasMember(json, QStringLiteral("operator")));
    if (!bare)
        return DefinitionReader(json).read();
    TRY(group, reader.group({}));
    DefinitionText text;
    text.definition.criteria = *std::move(group);
    text.bareCriteria = true;
    return text;
}

QByteArray writeDefinition(const AudienceDefinition &definition, std::optional<qint64> version, CriteriaLayout layout)
{
    JsonLayout out(layout == CriteriaLayout::Pretty);
    out.begin('{');
    out.name("name");
    out.text(definition.name);
    if (!definition.description.isEmpty()) {
        out.name("description");
        out.text(definition.description);
    }
    out.name("criteria");
    writeCriteriaGroup(out, definition.criteria);
    if (!definition.exclusions.isEmpty()) {
        out.name("exclusions");
        out.begin('[');
        for (const QString &id : definition.exclusions)
            out.text(id);
        out.end(']');
    }
    out.name("data_source");
    out.text(audienceSourceKey(definition.source));
    out.name("recalculate_on_update");
    out.raw(definition.recalculateOnUpdate ? "true" : "false");
    if (version) {
        out.name("version");
        out.raw(QByteArray::number(*version));
    }
    out.end('}');
    return out.take();
}

} // namespace muster
