// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/sandboxtruth.h"

#include "network/sandbox/sandboxdata.h"

namespace muster {

namespace {

std::optional<QByteArray> valueOf(const SandboxData &data, qint64 contact, SandboxAttribute attribute)
{
    std::string text;
    if (!data.appendValue(contact, attribute, text))
        return std::nullopt;
    return text.empty() ? QByteArray("") : QByteArray::fromStdString(text);
}

// Contract section 3, word for word; on purpose not the code that the pages are made with.
bool holds(const SegmentFilter &filter, AttributeType type, const std::optional<QByteArray> &value)
{
    if (!value)
        return filter.op == FilterOperator::NotEquals;
    const QString text = QString::fromUtf8(*value);
    switch (filter.op) {
    case FilterOperator::Equals:
        return text == filter.value;
    case FilterOperator::NotEquals:
        return text != filter.value;
    case FilterOperator::Contains:
        return text.contains(filter.value, Qt::CaseSensitive);
    case FilterOperator::StartsWith:
        return text.startsWith(filter.value, Qt::CaseSensitive);
    case FilterOperator::GreaterThan:
    case FilterOperator::LessThan:
        break;
    }
    if (type == AttributeType::Date || type == AttributeType::DateTime)
        return filter.op == FilterOperator::GreaterThan ? text > filter.value : text < filter.value;
    const double left = text.toDouble();
    const double right = filter.value.toDouble();
    return filter.op == FilterOperator::GreaterThan ? left > right : left < right;
}

} // namespace

qint64 forEachSandboxRecord(quint64 seed, qint64 contacts, const SegmentQuery &query,
                            const std::function<bool(const SandboxRecord &)> &take)
{
    const SandboxData data(seed, contacts);
    const SandboxSegment *segment = sandboxSegment(query.segmentId);
    if (segment == nullptr)
        return -1;
    std::vector<SandboxAttribute> columns;
    for (const QString &name : query.attributes) {
        const auto attribute = SandboxData::attributeFromName(name);
        if (!attribute)
            return -1;
        columns.push_back(*attribute);
    }
    std::vector<SandboxAttribute> filtered;
    for (const SegmentFilter &filter : query.filters) {
        const auto attribute = SandboxData::attributeFromName(filter.attribute);
        if (!attribute)
            return -1;
        filtered.push_back(*attribute);
    }
    qint64 count = 0;
    for (qint64 contact = 0; contact < contacts; ++contact) {
        // Membership by looking at everyone, not by counting through the blocks as the pages do.
        const int place = data.place(contact, segment->block, segment->salt);
        bool wanted = place >= segment->from && place < segment->to;
        for (std::size_t at = 0; wanted && at < filtered.size(); ++at) {
            const AttributeType type = SandboxData::attributes()[static_cast<qsizetype>(filtered[at])].type;
            const auto &filter = query.filters[static_cast<qsizetype>(at)];
            wanted = holds(filter, type, valueOf(data, contact, filtered[at]));
        }
        if (!wanted)
            continue;
        SandboxRecord record;
        std::string id;
        data.appendId(contact, id);
        record.contactId = QByteArray::fromStdString(id);
        for (const SandboxAttribute column : columns)
            record.values.push_back(valueOf(data, contact, column));
        ++count;
        if (!take(record))
            break;
    }
    return count;
}

QList<SandboxListContact> sandboxListTruth(quint64 seed, qint64 contacts, const QString &listId)
{
    const SandboxData data(seed, contacts);
    const SandboxList *list = SandboxList::find(listId);
    QList<SandboxListContact> all;
    const qint64 size = list == nullptr ? 0 : list->size(data);
    all.reserve(size);
    for (qint64 place = 0; place < size; ++place)
        all.append(list->contact(data, place));
    return all;
}

} // namespace muster
