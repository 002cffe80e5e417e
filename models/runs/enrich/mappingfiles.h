// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"

#include <QObject>
#include <QPointer>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// Reads and writes the files of exported mappings on a worker, for a window. Every question is answered by one signal
/// unless this object goes first; a file that is being written is finished all the same. GUI thread.
class MappingFiles : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void read(const QString &file);
    void write(const QString &file, const EnrichmentMapping &mapping); ///< "exists" where there is one.

Q_SIGNALS:
    void loaded(const muster::EnrichmentMapping &mapping);
    void written(const QString &file);
    void failed(const muster::ApiError &error); ///< Errors as parseMappingFile(), readWholeFile(), writeFileDurably().

private:
    using Self = QPointer<MappingFiles>;
    static QCoro::Task<void> answerRead(Self self, QString file);
    static QCoro::Task<void> answerWrite(Self self, QString file, EnrichmentMapping mapping);
};

} // namespace muster
