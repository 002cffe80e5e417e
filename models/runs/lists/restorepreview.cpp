// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restorepreview.h"

#include "models/sinks/csvtextfile.h"

#include <algorithm>

namespace muster {

SharedRestorePreview previewRestore(std::vector<BackupRecord> records)
{
    auto preview = std::make_shared<RestorePreview>();
    preview->chances.reserve(records.size());
    for (const BackupRecord &record : records) {
        const RestoreChance chance = RestoreRules::chanceOf(record.why, record.phone);
        preview->chances.push_back(chance);
        ++preview->counts[std::size_t(chance)];
        preview->longestId = std::max(preview->longestId, record.contactId.size());
    }
    preview->records = std::move(records);
    return preview;
}

Result<WrittenFile> writeNotRestorable(const RestorePreview &preview, const QString &file, const std::stop_token &stop)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("contactId"), QStringLiteral("original"), QStringLiteral("written"),
                             QStringLiteral("reason")}));
    for (std::size_t i = 0; i < preview.records.size(); ++i) {
        if (preview.chances[i] != RestoreChance::NotWritable)
            continue;
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        const BackupRecord &record = preview.records[i];
        TRY_VOID(out->add({record.contactId, record.phone, record.newPhone, "not_writable"}));
    }
    return out->finish();
}

} // namespace muster
