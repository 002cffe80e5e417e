// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/removedfilesmodel.h"

#include "models/store/auditfile.h"
#include "models/text/amounttext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

RemovedFilesModel::RemovedFilesModel(QObject *parent)
    : RowsModel({{.title = tr("File"),
                  .text =
                      [](const RemovedAuditFile &file) {
                          return ClosedAuditFile::pathFor(QStringLiteral("audit.jsonl"), file.first).section(u'/', -1);
                      }},
                 {.title = tr("From"),
                  .text = [](const RemovedAuditFile &file) { return shortRecordTimeText(file.from); },
                  .raw = [](const RemovedAuditFile &file) { return file.from; }},
                 {.title = tr("To"),
                  .text = [](const RemovedAuditFile &file) { return shortRecordTimeText(file.until); },
                  .raw = [](const RemovedAuditFile &file) { return file.until; }},
                 {.title = tr("Entries"),
                  .text = [](const RemovedAuditFile &file) { return numberText(file.entries()); },
                  .raw = [](const RemovedAuditFile &file) { return file.entries(); },
                  .align = Qt::AlignRight},
                 {.title = tr("Size"),
                  .text = [](const RemovedAuditFile &file) { return QLocale().formattedDataSize(file.bytes); },
                  .raw = [](const RemovedAuditFile &file) { return file.bytes; },
                  .align = Qt::AlignRight}},
                Spoken::TitleAndText, parent)
{
}

} // namespace muster
