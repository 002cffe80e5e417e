// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/send/unenrichedcontacts.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace muster {

namespace {

struct Listed
{
    std::string id;
    LoggedUnit unit;
    qint64 row = 0;
};

/// By their records; where each unit is one.
Result<std::vector<Listed>> fromBackup(const UnenrichedContacts &contacts)
{
    std::vector<Listed> listed;
    TRY(reader, BackupReader::open(contacts.backup->file, contacts.key));
    for (std::size_t unit = 0;;) {
        TRY(records, (*reader)->next());
        if (records->empty())
            return listed;
        for (const BackupRecord &record : *records) {
            if (unit < contacts.units.size() && isUnenriched(contacts.units[unit]))
                listed.push_back({record.contactId, contacts.units[unit]});
            ++unit;
        }
    }
}

/// By the rows that fit; where each unit is one.
Result<std::vector<Listed>> fromSource(const UnenrichedContacts &contacts)
{
    std::vector<Listed> listed;
    TRY(feed, RowFeed::open(contacts.source, contacts.mapping, contacts.schema));
    std::size_t unit = 0;
    for (bool isMore = true; isMore;) {
        TRY(more, (*feed)->next([&](const CheckedRow &row, const SourceRow &source) {
            if (row.verdict() != RowVerdict::Send)
                return;
            if (unit < contacts.units.size() && isUnenriched(contacts.units[unit]))
                listed.push_back({std::string(row.id()), contacts.units[unit], source.number});
            ++unit;
        }));
        isMore = *more;
    }
    return listed;
}

/// Of an id that comes again one row fits, the one that was sent. A source that cannot be read any more costs the rows
/// and nothing else; so does a match by an attribute, for which the whole list would have to be read.
void addRows(std::vector<Listed> &listed, const UnenrichedContacts &contacts, const std::stop_token &stop)
{
    EnrichmentMapping mapping = contacts.mapping;
    for (FieldMapping &field : mapping.fields)
        field.policy.write = FieldWrite::Overwrite; // for the rows' ids nobody needs to know what contacts hold
    mapping.recency.attribute.clear(); // the same
    const auto feed = RowFeed::open(contacts.source, mapping, contacts.schema);
    if (!feed)
        return;
    std::unordered_map<std::string_view, Listed *> open;
    for (Listed &one : listed)
        open.emplace(one.id, &one);
    for (bool isMore = true; isMore && !open.empty() && !stop.stop_requested();) {
        const auto more = (*feed)->next([&open](const CheckedRow &row, const SourceRow &source) {
            const auto found = row.verdict() == RowVerdict::Send ? open.find(row.id()) : open.end();
            if (found != open.end()) {
                found->second->row = source.number;
                open.erase(found);
            }
        });
        isMore = more && *more;
    }
}

/// A file that cannot be read any more costs its rows and nothing else: the run has done what it was to do.
UnchangedContactsCsv startedWith(const QString &leftOut)
{
    UnchangedContactsCsv csv(UnchangedContactsCsv::Origin::File);
    return csv.addFile(leftOut) ? std::move(csv) : UnchangedContactsCsv(UnchangedContactsCsv::Origin::File);
}

} // namespace

void addLeftOut(UnchangedContactsCsv &csv, const std::vector<RejectedRow> &rows)
{
    for (const RejectedRow &one : rows)
        csv.add(one.contactId, "enrich", UnitState::Skipped, keyOf(one.rule), one.row);
}

bool isUnenriched(const LoggedUnit &unit)
{
    switch (unit.state) {
    case UnitState::Rejected:
    case UnitState::Unknown:
    case UnitState::Intent:
    case UnitState::Absent:
    case UnitState::Accepted:
        return true;
    case UnitState::Planned:
    case UnitState::Applied:
    case UnitState::Skipped:
        return false;
    }
    return false;
}

QString enrichReasonKey(EnrichReason reason)
{
    switch (reason) {
    case EnrichReason::Lost:
        return QStringLiteral("lost");
    case EnrichReason::ServerTrouble:
        return QStringLiteral("server_trouble");
    case EnrichReason::OtherCount:
        return QStringLiteral("other_count");
    case EnrichReason::Refused:
        return QStringLiteral("refused");
    case EnrichReason::TooLarge:
        return QStringLiteral("too_large");
    case EnrichReason::NotInList:
    case EnrichReason::Gone:
        return QStringLiteral("gone");
    case EnrichReason::RowTooLong:
        return QStringLiteral("row_too_long");
    case EnrichReason::Unwritable:
        return QStringLiteral("not_sendable");
    case EnrichReason::SeveralNumbers:
        return QStringLiteral("several_numbers");
    case EnrichReason::NotTaken:
    case EnrichReason::NotDone:
        return QStringLiteral("not_done");
    case EnrichReason::OtherValue:
        return QStringLiteral("other_value");
    case EnrichReason::None:
    case EnrichReason::InDoubt:
    case EnrichReason::AsBefore:
    case EnrichReason::ChangedSince:
    case EnrichReason::WasEmpty:
    case EnrichReason::NotWritable:
    case EnrichReason::LeftOut:
    case EnrichReason::CutShort:
        break;
    }
    return {};
}

Result<WrittenFile> writeUnenriched(const UnenrichedContacts &contacts, const QString &file,
                                    const std::stop_token &stop)
{
    UnchangedContactsCsv csv = startedWith(contacts.leftOut);
    if (std::ranges::none_of(contacts.units, isUnenriched))
        return csv.save(file);
    TRY(listed, contacts.backup ? fromBackup(contacts) : fromSource(contacts));
    if (contacts.backup)
        addRows(*listed, contacts, stop);
    for (const Listed &one : *listed)
        csv.add(one.id, "enrich", one.unit.state, enrichReasonKey(EnrichReason(one.unit.reason)), one.row);
    return csv.save(file);
}

} // namespace muster
