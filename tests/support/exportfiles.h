// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/filesink.h"
#include "tests/support/recordpages.h"

#include <QFile>

namespace muster::test {

/// Writes a finished export as a run does, manifest and all; its name. `order`: what else was ordered, whose treatments
/// the records have had already.
inline QString writeExport(const QString &file, const QStringList &attributes, const QList<PlainRecord> &records,
                           TextProfile profile = TextProfile::Machines, ExportOrder order = {})
{
    order.format = file.endsWith(u".jsonl") ? FileFormat::JsonLines : FileFormat::Csv;
    order.textProfile = profile;
    order.query.segmentId = u"seg"_qs;
    order.query.attributes = attributes;
    order.segmentName = u"Customers"_qs;
    order.targetFile = file;
    auto sink = FileSink::create(freeze(order), u"run-1"_qs, DiskAccess::system(),
                                 [] { return std::chrono::steady_clock::time_point(); });
    if (!sink || !(*sink)->append(makePage(records, {})) || !(*sink)->complete({}))
        qFatal("the export could not be written");
    return file;
}

inline QString writeText(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("the file could not be written");
    return file;
}

inline QByteArray readText(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace muster::test
