// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/mappingfiles.h"

#include "models/rules/enrich/mappinglimits.h"
#include "models/runs/detach.h"
#include "models/store/durablefile.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

namespace muster {

// The coroutines have values alone and look for the object before they speak to it.

void MappingFiles::read(const QString &file)
{
    detach(answerRead(this, file), this, &MappingFiles::failed);
}

QCoro::Task<void> MappingFiles::answerRead(Self self, QString file)
{
    const QFuture<Result<EnrichmentMapping>> reading
        = QtConcurrent::run([file] { return readWholeFile(file, MappingLimits::bytes).and_then(parseMappingFile); });
    const Result<EnrichmentMapping> mapping = co_await reading;
    if (self.isNull())
        co_return;
    if (mapping)
        Q_EMIT self->loaded(*mapping);
    else
        Q_EMIT self->failed(mapping.error());
}

void MappingFiles::write(const QString &file, const EnrichmentMapping &mapping)
{
    detach(answerWrite(this, file, mapping), this, &MappingFiles::failed);
}

QCoro::Task<void> MappingFiles::answerWrite(Self self, QString file, EnrichmentMapping mapping)
{
    const QFuture<Result<void>> writing
        = QtConcurrent::run([file, mapping] { return writeFileDurably(file, mappingFile(mapping), Existing::Refuse); });
    const Result<void> done = co_await writing;
    if (self.isNull())
        co_return;
    if (done)
        Q_EMIT self->written(file);
    else
        Q_EMIT self->failed(done.error());
}

} // namespace muster
