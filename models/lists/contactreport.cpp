// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactreport.h"

#include "models/rules/numbers/numberengine.h"

#include <algorithm>

namespace muster {
namespace {

void addContact(CsvTextFile &out, const JudgedContacts &list, ContactTable::Row row)
{
    const ContactTable::Snapshot &contacts = list.contacts();
    const ContactReading reading = list.answers->reading(row);
    const ListJudge::Judgement judged = list.judgement(row);
    const bool isKnown = reading.valid() && reading.e164 != NumberVerdict::doesNotFit;
    out.cell(contacts.id(row));
    out.cell(contacts.phone(row));
    out.cell(isKnown ? unpackE164(reading.e164) : std::string());
    out.cell(reading.valid() ? NumberEngine::shared().regions().id(regionOf(reading.code)) : std::string());
    out.cell(numberTypeName(lineTypeOf(reading.code, reading.facts)));
    out.cell(keyOf(judged.verdict).toStdString());
    out.cell(listReasonKeys(judged.reasons).join(QLatin1Char(' ')).toStdString());
    out.cell(keyOf(knowledgeSourceOf(reading.facts)).toStdString());
}

/// The rows of a report, one after the other; nothing is copied but what a scope has to look for.
class ReportRows
{
public:
    using Row = ContactTable::Row;

    ReportRows(const ContactView &view, const ContactReportOrder &order)
        : m_view(view)
        , m_scope(order.scope)
    {
        if (m_scope == ReportScope::Selected) {
            for (const auto &[first, last] : order.selected) {
                for (int place = std::max(first, 0); place <= last && Row(place) < view.size(); ++place)
                    m_rows.push_back(view.rowAt(Row(place)));
            }
        } else if (m_scope == ReportScope::Changes) {
            for (Row row = 0; row < view.list.rowCount(); ++row) {
                const ListVerdict verdict = view.list.judgement(row).verdict;
                if (verdict == ListVerdict::Fix || verdict == ListVerdict::Purge)
                    m_rows.push_back(row);
            }
        }
    }
    [[nodiscard]] std::size_t size() const
    {
        switch (m_scope) {
        case ReportScope::All:
            return m_view.list.rowCount();
        case ReportScope::Shown:
            return m_view.size();
        case ReportScope::Changes:
        case ReportScope::Selected:
            break;
        }
        return m_rows.size();
    }
    [[nodiscard]] Row at(std::size_t place) const
    {
        switch (m_scope) {
        case ReportScope::All:
            return Row(place);
        case ReportScope::Shown:
            return m_view.rowAt(Row(place));
        case ReportScope::Changes:
        case ReportScope::Selected:
            break;
        }
        return m_rows[place];
    }

private:
    const ContactView &m_view;
    const ReportScope m_scope;
    std::vector<Row> m_rows;
};

} // namespace

Result<WrittenFile> writeContactReport(const ContactView &view, const ContactReportOrder &order,
                                       ReportProgress &progress, const std::stop_token &stop)
{
    TRY(out,
        CsvTextFile::create(order.file,
                            {QStringLiteral("contactId"), QStringLiteral("original"), QStringLiteral("e164"),
                             QStringLiteral("region"), QStringLiteral("lineType"), QStringLiteral("verdict"),
                             QStringLiteral("reasons"), QStringLiteral("source")},
                            order.profile, order.replace ? Existing::Replace : Existing::Refuse));
    const ReportRows rows(view, order);
    progress.total = qint64(rows.size());
    for (std::size_t place = 0; place < rows.size(); ++place) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        addContact(*out, view.list, rows.at(place));
        TRY_VOID(out->endRow());
        progress.rows = qint64(place + 1);
    }
    return out->finish();
}

} // namespace muster
