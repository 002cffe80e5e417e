// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/sinkfixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace muster::test {

// In memory where the system has such a folder: thousands of small files are written, cut and renamed.
SinkFixture::SinkFixture(FileFormat format, const QStringList &attributes)
    : folder(QFileInfo(u"/dev/shm"_qs).isWritable() ? u"/dev/shm/muster-sinks-XXXXXX"_qs
                                                    : QDir::tempPath() + u"/muster-sinks-XXXXXX")
{
    order.format = format;
    order.query.segmentId = u"seg"_qs;
    order.query.attributes = attributes;
    order.targetFile = path(u"out." + keyOf(format));
}

QByteArray SinkFixture::bytes(const QString &ending) const
{
    QFile file(order.targetFile + ending);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList SinkFixture::files() const
{
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
}

QMap<QString, QByteArray> SinkFixture::contents() const
{
    QMap<QString, QByteArray> all;
    for (const QString &name : QDir(folder.path()).entryList(QDir::Files, QDir::Name)) {
        QFile file(path(name));
        if (file.open(QIODevice::ReadOnly))
            all.insert(name, file.readAll());
    }
    return all;
}

Result<std::unique_ptr<FileSink>> SinkFixture::create()
{
    return FileSink::create(freeze(order), runId, *used, [this] { return time; });
}

Result<std::unique_ptr<FileSink>> SinkFixture::resume()
{
    return FileSink::resume(freeze(order), runId, *used, [this] { return time; });
}

RecordPage SinkFixture::page(int number, int pages) const
{
    QList<PlainRecord> records;
    for (int i = 0; i < rows; ++i) {
        const QByteArray key = QByteArray::number(number * rows + i);
        PlainRecord record{
            "id-" + key, {text("Name \"" + key + "\", x"), i % 3 == 0 ? absent() : text("+1555" + key)}, {}};
        if (i % 5 == 4)
            record.extras = "\"more\":" + key;
        records.append(record);
        // Repetitions of the page before: one identical, one that differs (F70, F71).
        if (i == 1 && number > 0)
            records.append({"id-" + QByteArray::number((number - 1) * rows + 1),
                            {text("Name \"" + QByteArray::number((number - 1) * rows + 1) + "\", x"),
                             text("+1555" + QByteArray::number((number - 1) * rows + 1))},
                            {}});
        if (i == 2 && number > 0)
            records.append({"id-" + QByteArray::number((number - 1) * rows + 2), {text("changed"), absent()}, {}});
    }
    RecordPage made = makePage(records, number + 1 < pages ? QByteArray::number(number + 1) : QByteArray());
    made.quarantined.push_back({3, u"empty"_qs});
    return made;
}

std::optional<ApiError> SinkFixture::run(FileSink &sink, int pages)
{
    while (!sink.checkpoint().allPagesIn) {
        const int number = sink.checkpoint().nextCursor.isEmpty() ? 0 : sink.checkpoint().nextCursor.toInt();
        if (const auto receipt = sink.append(page(number, pages)); !receipt)
            return receipt.error();
    }
    const auto completed = sink.complete({});
    return completed ? std::nullopt : std::optional(completed.error());
}

} // namespace muster::test
