// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonemerge.h"

#include "network/wire/contactlist.h"

#include <algorithm>

namespace muster {

namespace {

constexpr auto nowhere = static_cast<std::size_t>(-1);

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

CxoneMerge::CxoneMerge(std::shared_ptr<const EnrichmentBatch> batch, CxoneListColumns columns)
    : m_batch(std::move(batch))
    , m_columns(std::move(columns))
    , m_attributes{QStringLiteral("phone1"), QStringLiteral("phone2"), QStringLiteral("phone3"),
                   QStringLiteral("phone4")}
    , m_before(m_batch->contactCount())
    , m_after(m_batch->contactCount())
    , m_seen(m_batch->contactCount())
    , m_inFile(m_batch->contactCount())
{
    for (const CxoneListField &field : m_columns.fields)
        m_attributes.append(field.attribute);
    for (const QString &name : cxoneStandardFields()) {
        if (!m_attributes.contains(name))
            m_attributes.append(name);
    }
    for (const ListAttribute &attribute : m_batch->schema().attributes) {
        const qsizetype at = m_attributes.indexOf(attribute.name);
        const bool isWritten
            = at == Phone ? !m_columns.phone.isEmpty() : at >= FixedCount && at < FixedCount + m_columns.fields.size();
        m_places.push_back(isWritten ? static_cast<std::size_t>(at) : nowhere);
    }
    for (std::size_t contact = 0; contact < m_batch->contactCount(); ++contact)
        m_contacts.emplace(m_batch->id(contact), contact);
    m_fates.resize(static_cast<qsizetype>(m_batch->contactCount()));
}

Result<std::shared_ptr<CxoneMerge>> CxoneMerge::of(std::shared_ptr<const EnrichmentBatch> batch,
                                                   CxoneListColumns columns)
{
    std::shared_ptr<CxoneMerge> merge(new CxoneMerge(std::move(batch), std::move(columns)));
    const EnrichmentBatch &values = *merge->m_batch;
    for (std::size_t contact = 0; contact < values.contactCount(); ++contact) {
        for (const EnrichmentValue &value : values.values(contact)) {
            if (merge->m_places[value.attribute] == nowhere)
                return failure(ErrorKind::BadInput, "schema_changed", values.schema().attributes[value.attribute].name);
        }
    }
    return merge;
}

void CxoneMerge::begin(Look look)
{
    std::vector<Cells> &cells = look == Look::Before ? m_before : m_after;
    std::fill(cells.begin(), cells.end(), Cells());
    m_seen.assign(m_seen.size(), false);
    m_moved = false;
}

void CxoneMerge::take(Look look, const RecordPage &page)
{
    std::vector<Cells> &all = look == Look::Before ? m_before : m_after;
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        const auto found = m_contacts.find(page.id(row));
        if (found == m_contacts.end())
            continue;
        m_moved = m_moved || m_seen[found->second];
        m_seen[found->second] = true;
        Cells cells(page.columnCount);
        for (std::size_t column = 0; column < page.columnCount; ++column) {
            const RecordCell &cell = page.cell(row, column);
            if (page.isFilled(cell))
                cells[column] = page.text(cell);
        }
        all[found->second] = std::move(cells);
    }
}

bool CxoneMerge::isSame(std::size_t place, std::string_view one, std::string_view other)
{
    return one == other || (place < FixedCount && isSameNumber(NumberForm::Digits, one, other));
}

bool CxoneMerge::holds(const Cells &cells, std::size_t contact) const
{
    return std::ranges::all_of(m_batch->values(contact), [&](const EnrichmentValue &value) {
        const std::size_t place = m_places[value.attribute];
        return isSame(place, cells[place], m_batch->text(value));
    });
}

bool CxoneMerge::isUntouched(std::size_t contact) const
{
    return std::ranges::all_of(m_batch->values(contact), [&](const EnrichmentValue &value) {
        const std::size_t place = m_places[value.attribute];
        return isSame(place, m_after[contact][place], m_before[contact][place]);
    });
}

Result<CxoneUploadFile> CxoneMerge::plan(qsizetype rows)
{
    QStringList columns{m_columns.externalId};
    if (!m_columns.phone.isEmpty())
        columns.append(m_columns.phone);
    for (const CxoneListField &field : m_columns.fields)
        columns.append(field.column);
    TRY(file, CxoneUploadFile::of(columns, {.rows = rows}));
    m_inFile.assign(m_inFile.size(), false);
    for (std::size_t contact = 0; contact < m_batch->contactCount(); ++contact) {
        if (m_fates[static_cast<qsizetype>(contact)].fate == WriteFate::NotSent)
            planContact(contact, *file);
    }
    return file;
}

bool CxoneMerge::hasLeft() const
{
    return std::ranges::any_of(m_fates, [](const ContactFate &fate) { return fate.fate == WriteFate::NotSent; });
}

void CxoneMerge::planContact(std::size_t contact, CxoneUploadFile &file)
{
    ContactFate &fate = m_fates[static_cast<qsizetype>(contact)];
    const Cells &before = m_before[contact];
    if (before.empty()) {
        fate = {WriteFate::Absent, ContactFault::NotInList};
        return;
    }
    if (holds(before, contact)) { // an earlier upload has done it, or somebody else
        fate = {WriteFate::Applied, ContactFault::None};
        return;
    }
    const auto others = std::span(before).subspan(Phone + 1, OtherPhones);
    if (std::ranges::any_of(others, [](const std::string &number) { return !number.empty(); })) {
        fate = {WriteFate::Rejected, ContactFault::SeveralNumbers};
        return;
    }
    Cells wanted = before;
    for (const EnrichmentValue &value : m_batch->values(contact))
        wanted[m_places[value.attribute]] = m_batch->text(value);
    QStringList cells{textOf(m_batch->id(contact))};
    if (!m_columns.phone.isEmpty())
        cells.append(textOf(wanted[Phone]));
    for (qsizetype field = 0; field < m_columns.fields.size(); ++field)
        cells.append(textOf(wanted[static_cast<std::size_t>(FixedCount + field)]));
    const auto refused = file.add(cells);
    if (!refused) {
        m_inFile[contact] = true;
        fate = {WriteFate::Unknown, ContactFault::None};
    } else if (refused->kind == ErrorKind::LimitExceeded) {
        fate = {WriteFate::NotSent, ContactFault::None};
    } else {
        const bool isLong = refused->code == QLatin1String("upload_row_long");
        fate = {WriteFate::Rejected, isLong ? ContactFault::RowTooLong : ContactFault::Unwritable};
    }
}

void CxoneMerge::notSent()
{
    for (std::size_t contact = 0; contact < m_inFile.size(); ++contact) {
        if (m_inFile[contact])
            m_fates[static_cast<qsizetype>(contact)] = {WriteFate::NotSent, ContactFault::None};
    }
}

void CxoneMerge::inDoubt()
{
    for (std::size_t contact = 0; contact < m_inFile.size(); ++contact) {
        if (m_inFile[contact])
            m_fates[static_cast<qsizetype>(contact)] = {WriteFate::Unknown, ContactFault::None};
    }
}

void CxoneMerge::judge(bool isOver, bool wasCancelled)
{
    m_taken = 0;
    m_changedBesides.clear();
    for (std::size_t contact = 0; contact < m_inFile.size(); ++contact) {
        if (!m_inFile[contact])
            continue;
        ContactFate &fate = m_fates[static_cast<qsizetype>(contact)];
        if (!m_seen[contact]) {
            fate = isOver ? ContactFate{WriteFate::Absent, ContactFault::NotInList}
                          : ContactFate{WriteFate::Unknown, ContactFault::None};
            continue;
        }
        if (holds(m_after[contact], contact)) {
            fate = {WriteFate::Applied, ContactFault::None};
            ++m_taken;
        } else if (wasCancelled) {
            fate = {WriteFate::NotSent, ContactFault::None};
        } else if (!isOver) {
            fate = {WriteFate::Unknown, ContactFault::None};
        } else {
            const bool isSame = isUntouched(contact);
            m_taken += isSame ? 0 : 1;
            fate = {WriteFate::Rejected, isSame ? ContactFault::NotTaken : ContactFault::OtherValue};
        }
        compareRest(contact);
    }
}

void CxoneMerge::compareRest(std::size_t contact)
{
    std::vector<bool> isWritten(m_before[contact].size());
    for (const EnrichmentValue &value : m_batch->values(contact))
        isWritten[m_places[value.attribute]] = true;
    for (std::size_t place = 0; place < isWritten.size(); ++place) {
        const QString &name = m_attributes[static_cast<qsizetype>(place)];
        const bool isKept = isWritten[place] || isSame(place, m_before[contact][place], m_after[contact][place]);
        if (!isKept && !m_changedBesides.contains(name))
            m_changedBesides.append(name);
    }
}

} // namespace muster
