// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/statefile.h"

#include <QJsonObject>

namespace muster {

/// TARGET.manifest.json: what a finished export is, for people and programs. Indented JSON; members: version (1), file,
/// rows, columns (header names in order), bytes, sha256, orderDigest, runId, segmentId, segmentName, format,
/// textProfile, pages, duplicates, conflicts, quarantined, formulaCells, filled {attribute: rows with a value},
/// sideFiles (names in the same folder), facts (the caller's).
[[nodiscard]] QByteArray manifestJson(const FrozenExportOrder &order, const QString &runId, const SinkRecord &record,
                                      const QJsonObject &facts);
/// What manifestJson() wrote for that run and order; nothing for any other file or none.
[[nodiscard]] std::optional<SinkRecord> readManifest(const QString &path, const FrozenExportOrder &order,
                                                     const QString &runId, DiskAccess &disk);

} // namespace muster
