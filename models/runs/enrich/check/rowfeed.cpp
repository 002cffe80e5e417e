// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/check/rowfeed.h"

#include "network/wire/mapped.h"

namespace muster {

namespace {

constexpr qsizetype maxFaults = 20; // as ApiError::details

} // namespace

ApiError mappingError(const MappingFindings &findings)
{
    ApiError error{.kind = ErrorKind::BadInput, .code = QStringLiteral("mapping_does_not_fit")};
    for (const MappingFinding &finding : findings.first(std::min(findings.size(), maxFaults)))
        error.details.append({finding.subject.left(100), keyOf(finding.fault)});
    if (!error.details.isEmpty())
        error.subject = error.details.constFirst().field;
    return error;
}

QStringList attributesReadFor(const EnrichmentMapping &mapping)
{
    QStringList attributes = mapped(mapping.fields, &FieldMapping::attribute);
    for (const QString &name : {mapping.match.attribute, mapping.recency.attribute}) {
        if (!name.isEmpty() && !attributes.contains(name))
            attributes.append(name);
    }
    return attributes;
}

RowFeed::RowFeed(EnrichSource source, std::unique_ptr<TableReader> reader, CompiledMappingPointer mapping,
                 SharedContactValues values)
    : m_source(std::move(source))
    , m_reader(std::move(reader))
    , m_values(std::move(values))
    , m_checker(std::move(mapping))
{
    if (m_checker.mapping().recency)
        m_newest.emplace();
}

Result<std::unique_ptr<RowFeed>> RowFeed::open(const EnrichSource &source, const EnrichmentMapping &mapping,
                                               const ListSchema &schema, SharedContactValues values)
{
    TRY(reader, TableReader::open(source.file, source.format));
    const MappingCompilation compiled = compileMapping(mapping, {(*reader)->columns()}, schema);
    if (!compiled.mapping)
        return failure(mappingError(compiled.findings));
    // A promise not to write over what nobody can see could not be kept.
    const bool seesValues = values && values->areShown();
    for (const FieldMapping &field : mapping.fields) {
        if (needsHeldValue(field.policy.write) && !seesValues) {
            return failure({.kind = ErrorKind::BadInput,
                            .code = values ? QStringLiteral("values_not_shown") : QStringLiteral("only_if_empty"),
                            .subject = field.attribute});
        }
    }
    std::unique_ptr<RowFeed> feed(new RowFeed(source, *std::move(reader), compiled.mapping, std::move(values)));
    TRY_VOID(feed->index());
    return feed;
}

Result<void> RowFeed::index()
{
    const auto place
        = [this](const QString &attribute) { return m_values ? m_values->placeOf(attribute) : std::nullopt; };
    if (const auto &match = mapping().match) {
        if (const auto at = place(match->attribute))
            m_matches.emplace(m_values, *at, match->ignoresCase);
        if (!m_matches || m_matches->isEmpty())
            return failure(ErrorKind::BadInput, "match_values_missing", match->attribute);
        if (m_values->unread() > 0) // one of these may have the value, too
            return failure(ErrorKind::BadInput, "match_list_incomplete", QString::number(m_values->unread()));
    }
    if (const auto &recency = mapping().recency)
        m_contactTime = place(recency->attribute);
    return {};
}

void RowFeed::findContact()
{
    if (!m_matches || m_row.matchValue().empty())
        return;
    const ContactMatches::Found found = m_matches->find(m_row.matchValue());
    if (found.contact)
        m_row.setContact(m_values->id(*found.contact));
    else
        m_row.refuse(found.hasSeveral ? EnrichRule::SeveralMatches : EnrichRule::NoMatch, mapping().idColumn,
                     m_row.matchValue());
}

void RowFeed::gatherDates(const RowBlock &block)
{
    const CompiledRecency &recency = *mapping().recency;
    for (std::size_t i = 0; i < block.rowCount(); ++i) {
        const SourceRow source{block.row(i), block.number(i)};
        m_checker.identify(source, m_row);
        findContact();
        const auto contact = m_row.hasUsableId() ? std::optional(m_seen.keyOf(m_row.id())) : std::nullopt;
        m_newest->add(contact, recency.rowTime.read(source.cell(recency.column)));
    }
}

Result<void> RowFeed::beginAgain()
{
    m_newest->judge();
    m_datedDigest = m_reader->digest();
    TRY(reader, TableReader::open(m_source.file, m_source.format));
    m_reader = *std::move(reader);
    if (m_reader->columns() != mapping().columns)
        return failure(ErrorKind::Damaged, "source_changed", m_source.file);
    return {};
}

bool RowFeed::mayCount(const SourceRow &source, NewestRows::Standing standing)
{
    if (standing == NewestRows::Standing::Outdated) {
        m_row.outdate();
        return false;
    }
    if (standing == NewestRows::Standing::Undated) {
        const std::uint32_t column = mapping().recency->column;
        m_row.refuse(EnrichRule::UndatedRow, column, source.cell(column));
        return false;
    }
    return true;
}

void RowFeed::compare(const SourceRow &source)
{
    m_contact = m_row.hasUsableId() ? m_values->find(m_row.id()) : std::nullopt;
    if (!m_row.hasUsableId())
        return;
    if (!m_contact) {
        m_row.refuse(EnrichRule::NotInList, mapping().idColumn, m_row.id());
        return;
    }
    for (std::size_t i = 0; i < m_row.values().size();) {
        if (mayWrite(m_row.values()[i], source))
            ++i;
        else
            m_row.leave(m_row.values()[i].field);
    }
}

bool RowFeed::mayWrite(const CheckedValue &value, const SourceRow &source) const
{
    const CompiledField &field = mapping().fields[value.field];
    const HeldValue held = m_values->value(*m_contact, value.field);
    const auto order = [&] { return orderOf(field.type, heldValue(field.type, m_row.text(value)), held); };
    switch (field.policy.write) {
    case FieldWrite::Overwrite:
    case FieldWrite::NeverClear:
        return true;
    case FieldWrite::OnlyIfEmpty:
        return held.isNothing();
    case FieldWrite::OnlyIfGreater:
        return held.isNothing() || order() == std::weak_ordering::greater;
    case FieldWrite::OnlyIfSmaller:
        return held.isNothing() || order() == std::weak_ordering::less;
    case FieldWrite::OnlyIfNewer:
        return held.isNothing() || isNewer(source);
    }
    Q_UNREACHABLE();
}

bool RowFeed::isNewer(const SourceRow &source) const
{
    if (!m_contactTime)
        return false;
    const CompiledRecency &recency = *mapping().recency;
    const auto row = recency.rowTime.read(source.cell(recency.column));
    const HeldValue held = m_values->value(*m_contact, *m_contactTime);
    if (!row || held.isNothing())
        return row.has_value(); // a contact that has never been dated has nothing newer
    const auto contact = recency.contactTime.read(held.text);
    return contact && row->isLaterThan(*contact);
}

Result<bool> RowFeed::next(const Take &take)
{
    TRY(block, m_reader->next());
    if (isGatheringDates()) {
        if (!*block)
            return beginAgain().map([] { return true; });
        gatherDates(**block);
        return true;
    }
    if (!*block) {
        if (m_newest && m_datedDigest != m_reader->digest())
            return failure(ErrorKind::Damaged, "source_changed", m_source.file);
        return false;
    }
    for (std::size_t i = 0; i < (*block)->rowCount(); ++i, ++m_place) {
        const SourceRow source{(*block)->row(i), (*block)->number(i)};
        m_checker.check(source, m_row);
        findContact();
        const auto standing = m_newest ? m_newest->standing(m_place) : NewestRows::Standing::Counts;
        if (!standing)
            return failure(ErrorKind::Damaged, "source_changed", m_source.file);
        m_contact.reset();
        if (mayCount(source, *standing)) {
            if (m_row.hasUsableId() && !m_seen.insert(m_seen.keyOf(m_row.id())))
                m_row.refuse(EnrichRule::IdDuplicate, mapping().idColumn, m_row.id());
            if (m_values)
                compare(source);
        }
        take(m_row, source);
    }
    return true;
}

qint64 RowFeed::rows() const
{
    if (!m_newest)
        return m_reader->rows();
    const auto dated = qint64(m_newest->rows());
    return m_newest->isJudged() ? (dated + m_reader->rows()) / 2 : dated / 2;
}

double RowFeed::share() const
{
    if (!m_newest)
        return m_reader->share();
    return (m_newest->isJudged() ? 1 + m_reader->share() : m_reader->share()) / 2;
}

} // namespace muster
