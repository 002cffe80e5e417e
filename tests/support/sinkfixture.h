// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/filesink.h"
#include "tests/support/failingdisk.h"
#include "tests/support/recordpages.h"

#include <QMap>
#include <QTemporaryDir>

namespace muster::test {

/// A folder, an order for a file in it, a disk that can fail and a clock that stands until it is moved.
class SinkFixture
{
public:
    explicit SinkFixture(FileFormat format = FileFormat::Csv,
                         const QStringList &attributes = {u"name"_qs, u"phone"_qs});

    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }
    [[nodiscard]] QString target() const { return order.targetFile; }
    [[nodiscard]] QByteArray bytes(const QString &ending = {}) const;
    [[nodiscard]] QMap<QString, QByteArray> contents() const; ///< Of all files that are not hidden, by name.
    [[nodiscard]] QStringList files() const; ///< Names in the folder, hidden ones too.
    [[nodiscard]] Result<std::unique_ptr<FileSink>> create();
    [[nodiscard]] Result<std::unique_ptr<FileSink>> resume();

    /// Page `number` of a segment of `pages` pages, always the same; the cursor is the number of the next page.
    [[nodiscard]] RecordPage page(int number, int pages) const;
    /// Appends the pages from where the sink stands, and completes. The error, if any.
    std::optional<ApiError> run(FileSink &sink, int pages);

    QTemporaryDir folder;
    ExportOrder order;
    int rows = 20; ///< A page.
    QString runId = u"run-1"_qs;
    FailingDisk disk;
    DiskAccess *used = &disk; ///< May be set to another one.
    std::chrono::steady_clock::time_point time{};
};

} // namespace muster::test
