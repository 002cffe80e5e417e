// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/check/sourcecheck.h"

#include "models/rules/spreadsheetcells.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

namespace {

QStringList ownColumns(TextProfile profile)
{
    const QString reasons = profile == TextProfile::Spreadsheets
        ? QString::fromUtf8(guardedReasons.data(), qsizetype(guardedReasons.size()))
        : QStringLiteral("reasons");
    return {QStringLiteral("row"), reasons};
}

} // namespace

RejectFile::RejectFile(CsvTextFile out, const CompiledMapping &mapping, std::size_t passedOver)
    : m_out(std::move(out))
    , m_passedOver(passedOver)
{
    for (const QString &column : mapping.columns)
        m_columns.push_back(column.toStdString());
}

Result<RejectFile> RejectFile::create(const QString &file, const CompiledMapping &mapping, TextProfile profile)
{
    // Mended once and still not right: a name that comes twice would make the file unreadable.
    const QStringList first = mapping.columns.first(std::min<qsizetype>(2, mapping.columns.size()));
    const bool isOurs = first == ownColumns(TextProfile::Machines) || first == ownColumns(TextProfile::Spreadsheets);
    const std::size_t passedOver = isOurs ? 2 : 0;
    TRY(out, CsvTextFile::create(file, ownColumns(profile) + mapping.columns.sliced(qsizetype(passedOver)), profile));
    return RejectFile(*std::move(out), mapping, passedOver);
}

Result<void> RejectFile::add(const CheckedRow &row, const SourceRow &source)
{
    if (row.verdict() != RowVerdict::Rejected)
        return {};
    ++m_rows;
    m_out.cell(std::to_string(row.number()));
    std::string reasons;
    for (const RowFinding &finding : row.findings()) {
        if (!reasons.empty())
            reasons += "; ";
        if (finding.column < m_columns.size())
            reasons += m_columns[finding.column] + ": ";
        reasons += keyOf(finding.rule).toStdString();
    }
    m_out.cell(reasons);
    for (std::size_t i = m_passedOver; i < source.cells.size(); ++i)
        m_out.cell(source.cells[i]);
    return m_out.endRow();
}

SourceCheck::SourceCheck(std::unique_ptr<RowFeed> feed, const EnrichCheckOrder &order, const CheckContext &context)
    : m_feed(std::move(feed))
    , m_mapping(order.mapping)
    , m_schema(order.schema)
    , m_proposesRepairs(context.proposesRepairs)
    , m_listsRejected(context.listsRejected)
    , m_keepsCopies(context.copies)
    , m_report(m_feed->mapping())
{
}

Result<std::unique_ptr<SourceCheck>> SourceCheck::begin(const EnrichCheckOrder &order, CheckContext context)
{
    TRY(feed, RowFeed::open(order.source, order.mapping, order.schema, context.values));
    std::unique_ptr<SourceCheck> check(new SourceCheck(*std::move(feed), order, context));
    if (!order.rejectsFile.isEmpty()) {
        TRY(rejects, RejectFile::create(order.rejectsFile, check->m_feed->mapping(), context.rejectsProfile));
        check->m_rejects.emplace(*std::move(rejects));
    }
    return check;
}

Result<bool> SourceCheck::step()
{
    Result<void> written;
    const auto more = m_feed->next([this, &written](const CheckedRow &row, const SourceRow &source) {
        m_report.add(row);
        if (m_proposesRepairs)
            m_report.addFitting(row, source);
        if (m_feed->values())
            m_diff.add(row, *m_feed->values(), m_feed->contact());
        if (m_keepsCopies && row.verdict() == RowVerdict::Send)
            copy(row);
        if (m_listsRejected && row.verdict() == RowVerdict::Rejected)
            list(row);
        if (m_rejects && written)
            written = m_rejects->add(row, source);
    });
    if (!more)
        return failure(more.error());
    if (!written)
        return failure(written.error());
    if (*more)
        return true;
    if (rows() == 0) // nothing fits and nothing does not: that is no result
        return failure(ErrorKind::BadInput, "source_no_rows");
    TRY_VOID(finish());
    return false;
}

void SourceCheck::copy(const CheckedRow &row)
{
    const ContactValues &values = *m_feed->values();
    BackupRecord record{.why = BackupRecord::Why::Enriched, .contactId = std::string(row.id())};
    for (const CheckedValue &value : row.values()) {
        const ListAttribute &attribute = values.attribute(value.field);
        const std::string name = attribute.name.toStdString();
        appendMember(record.extras, name, values.value(*m_feed->contact(), value.field));
        appendMember(record.newMembers, name, heldValue(*attribute.type, row.text(value)));
    }
    m_copies.push_back(std::move(record));
}

void SourceCheck::list(const CheckedRow &row)
{
    const auto why = std::ranges::find(row.findings(), false, &RowFinding::isLeftOut);
    m_rejected.push_back({std::string(row.id()), why->rule, row.number()});
}

Result<void> SourceCheck::finish()
{
    if (m_proposesRepairs)
        m_report.propose(m_mapping, m_schema);
    if (!m_rejects || m_rejects->rows() == 0)
        return {};
    return m_rejects->finish().map([this](const WrittenFile &file) { m_formulaCells = file.formulaCells; });
}

CheckReport SourceCheck::takeReport()
{
    CheckReport report = m_report.take();
    report.lateColumns = m_feed->reader().lateColumns();
    report.sourceDigest = m_feed->reader().digest();
    report.formulaCells = m_formulaCells;
    if (m_feed->values()) {
        m_diff.fields.resize(report.attributes.size());
        m_diff.isShown = m_feed->values()->areShown();
        report.diff = std::move(m_diff);
    }
    return report;
}

QCoro::Task<Result<std::shared_ptr<const CheckReport>>> checkWholeSource(EnrichCheckOrder order, CheckContext context,
                                                                         std::function<void(SourceCheck &)> stepped,
                                                                         std::stop_token stop)
{
    using Begun = std::shared_ptr<Result<std::unique_ptr<SourceCheck>>>;
    const QFuture<Begun> beginning = QtConcurrent::run([order, context] {
        return std::make_shared<Result<std::unique_ptr<SourceCheck>>>(SourceCheck::begin(order, context));
    });
    const Begun begun = co_await beginning;
    if (!*begun)
        co_return failure(begun->error());
    const std::shared_ptr<SourceCheck> check(std::move(**begun));
    for (bool more = true; more;) {
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        // The worker has the check until its step is done; the next step comes only after that.
        const QFuture<Result<bool>> stepping = QtConcurrent::run([check] { return check->step(); });
        CO_TRY(step, co_await stepping);
        more = *step;
        if (stepped)
            stepped(*check);
    }
    co_return std::make_shared<const CheckReport>(check->takeReport());
}

} // namespace muster
