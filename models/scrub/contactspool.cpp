// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/contactspool.h"

#include "models/scrub/scrubfiles.h"

#include <QIODevice>
#include <algorithm>
#include <cstring>

namespace muster {

namespace {

constexpr std::size_t spoolBlockBytes = 256 * 1024;

/// Reads a file by its places, so that several read it at once.
class SpoolDevice final : public QIODevice
{
public:
    explicit SpoolDevice(const PosixFile &file)
        : m_file(file)
    {
        open(QIODevice::ReadOnly);
    }
    [[nodiscard]] qint64 size() const override { return m_file.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const auto bytes = m_file.pread(pos(), most);
        if (!bytes) {
            setErrorString(bytes.error().code);
            return -1;
        }
        std::memcpy(data, bytes->constData(), std::size_t(bytes->size()));
        return bytes->size();
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const PosixFile &m_file;
};

} // namespace

TableFormat ContactSpool::format()
{
    TableFormat format;
    format.hasHeader = true;
    return format;
}

Result<std::shared_ptr<const ContactSpool>> ContactSpool::create(const ContactTable::Snapshot &contacts,
                                                                 const ScrubbedList &list, const QString &folder,
                                                                 const std::stop_token &stop)
{
    TRY(file, unnamedFile(folder));
    QStringList columns{QStringLiteral("contact_id"), QStringLiteral("phone")};
    for (const QString &member : contacts.members())
        columns.append(freeColumn(columns, member.trimmed()));
    CsvRows rows(TextProfile::Machines);
    rows.row(columns);
    for (ContactTable::Row row = 0; row < contacts.rowCount(); ++row) {
        rows.cell(contacts.id(row));
        rows.cell(contacts.phone(row));
        for (int member = 0; member < contacts.members().size(); ++member)
            rows.cell(contacts.member(row, member));
        rows.endRow();
        if (rows.size() < spoolBlockBytes)
            continue;
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY_VOID(file->writeAll(rows.take()));
    }
    TRY_VOID(file->writeAll(rows.take()));
    return std::shared_ptr<const ContactSpool>(new ContactSpool(*std::move(file), list));
}

std::unique_ptr<QIODevice> ContactSpool::open() const
{
    return std::make_unique<SpoolDevice>(m_file);
}

} // namespace muster
