// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/rowspill.h"

#include <QFile>
#include <QRandomGenerator>
#include <cerrno>

namespace muster {

namespace {

constexpr qsizetype bufferBytes = 256 * 1024;
constexpr qint64 endBytes = sizeof(qint64);

} // namespace

Result<PosixFile> unnamedFile(const QString &folder, DiskAccess &disk)
{
    const QString name
        = folder + QStringLiteral("/.spill-") + QString::number(QRandomGenerator::system()->generate64(), 16);
    TRY(file, PosixFile::createExclusive(name, disk));
    if (disk.remove(QFile::encodeName(name)) != 0)
        return failure(fileError(errno, name));
    return file;
}

RowSpill::RowSpill(PosixFile rows, PosixFile ends)
    : m_rows(std::move(rows))
    , m_ends(std::move(ends))
{
}

Result<RowSpill> RowSpill::create(const QString &folder, DiskAccess &disk)
{
    TRY(rows, unnamedFile(folder, disk));
    TRY(ends, unnamedFile(folder, disk));
    return RowSpill(*std::move(rows), *std::move(ends));
}

Result<void> RowSpill::append(std::string_view row)
{
    m_end += qint64(row.size());
    ++m_count;
    m_rowBuffer.append(row.data(), qsizetype(row.size()));
    m_endBuffer.append(reinterpret_cast<const char *>(&m_end), endBytes);
    if (m_rowBuffer.size() < bufferBytes && m_endBuffer.size() < bufferBytes)
        return {};
    TRY_VOID(m_rows.writeAll(m_rowBuffer));
    TRY_VOID(m_ends.writeAll(m_endBuffer));
    m_rowBuffer.resize(0); // keeps its room
    m_endBuffer.resize(0);
    return {};
}

Result<void> RowSpill::finish()
{
    TRY_VOID(m_rows.writeAll(std::exchange(m_rowBuffer, {})));
    return m_ends.writeAll(std::exchange(m_endBuffer, {}));
}

Result<QList<QByteArray>> RowSpill::read(qint64 first, qint64 count) const
{
    QList<QByteArray> rows;
    count = std::min(count, m_count - first);
    if (count <= 0)
        return rows;
    const qint64 before = first > 0 ? 1 : 0; // where the row before ends, this one begins
    TRY(endsRead, m_ends.pread((first - before) * endBytes, (count + before) * endBytes));
    std::vector<qint64> ends(std::size_t(endsRead->size() / endBytes));
    std::memcpy(ends.data(), endsRead->constData(), ends.size() * sizeof(qint64));
    if (qint64(ends.size()) != count + before)
        return failure(ErrorKind::File, "io_error");
    if (before == 0)
        ends.insert(ends.begin(), 0);
    TRY(bytes, m_rows.pread(ends.front(), ends.back() - ends.front()));
    if (bytes->size() != ends.back() - ends.front())
        return failure(ErrorKind::File, "io_error");
    rows.reserve(count);
    for (std::size_t row = 1; row < ends.size(); ++row)
        rows.append(bytes->mid(ends[row - 1] - ends.front(), ends[row] - ends[row - 1]));
    return rows;
}

Result<QByteArray> RowSpillCursor::row(qint64 place)
{
    if (place < m_first || place >= m_first + m_rows.size()) {
        TRY(rows, m_spill.read(place, batch));
        m_rows = *std::move(rows);
        m_first = place;
    }
    return m_rows[place - m_first];
}

} // namespace muster
