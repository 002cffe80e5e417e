// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undosaving.h"

#include "models/runs/detach.h"
#include "models/sinks/csvrows.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

namespace muster {

Result<WrittenFile> writeNotUndone(const UndoMatcher &matcher, const std::vector<bool> &leftOut, const QString &file,
                                   const std::stop_token &stop)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("contactId"), QStringLiteral("attribute"), QStringLiteral("before"),
                             QStringLiteral("written"), QStringLiteral("reason")}));
    const UndoValues &values = matcher.values();
    std::vector<UndoValues::Value> held;
    for (std::uint32_t unit = 0; unit < values.units(); ++unit) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        values.values(unit, held);
        for (std::size_t place = 0; place < held.size(); ++place) {
            UndoFate fate = matcher.fate(unit, place);
            if (fate == UndoFate::ComesBack && !leftOut.empty() && leftOut[unit])
                fate = UndoFate::LeftOut;
            if (fate == UndoFate::ComesBack || fate == UndoFate::AsBefore)
                continue;
            const std::string name = values.attributes()[qsizetype(held[place].attribute)].toStdString();
            const std::string reason = undoFateKey(fate).toStdString();
            if (const auto added
                = out->add({values.id(unit), name, held[place].before.text, held[place].written.text, reason});
                !added)
                return failure(added.error());
        }
    }
    return out->finish();
}

UndoSaving::~UndoSaving()
{
    m_stop.request_stop();
}

void UndoSaving::write(const SharedUndoPreview &preview, const std::vector<bool> &leftOut, const QString &file)
{
    detach(answer(this, preview, leftOut, file, m_stop.get_token()), this,
           [](UndoSaving *self, const ApiError &thrown) { Q_EMIT self->written(tl::unexpected(thrown)); });
}

QCoro::Task<void> UndoSaving::answer(QPointer<UndoSaving> self, SharedUndoPreview preview, std::vector<bool> leftOut,
                                     QString file, std::stop_token stop)
{
    const QFuture<Result<WrittenFile>> writing
        = QtConcurrent::run([preview, leftOut, file, stop] { return writeNotUndone(*preview, leftOut, file, stop); });
    const Result<WrittenFile> name = co_await writing;
    if (!stop.stop_requested() && !self.isNull())
        Q_EMIT self->written(name);
}

} // namespace muster
