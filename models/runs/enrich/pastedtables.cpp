// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/pastedtables.h"

#include "models/runs/detach.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QDir>
#include <QFileInfo>
#include <QUuid>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

/// Those of `files` that no open run names; none when the journal does not tell.
QStringList freeOnes(const QStringList &files, const Journal &journal)
{
    const auto open = journal.openRuns();
    if (!open)
        return {};
    QStringList free;
    for (const QString &file : files) {
        const QByteArray name = QFileInfo(file).fileName().toLatin1(); // ours, and the same in an order's JSON
        if (std::none_of(open->cbegin(), open->cend(),
                         [&name](const JournalRun &run) { return run.order.contains(name); }))
            free << file;
    }
    return free;
}

} // namespace

PastedTables::PastedTables(QString folder, Journal &journal, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_journal(journal)
{
}

PastedTables::~PastedTables()
{
    m_question.request_stop();
}

bool PastedTables::isPasted(const QString &file)
{
    const QString name = QFileInfo(file).fileName();
    return name.startsWith(QStringLiteral("pasted-")) && name.endsWith(QStringLiteral(".txt"))
        && name.size() == qsizetype(sizeof "pasted-.txt" - 1) + 32;
}

void PastedTables::tidy(const QString &inUse)
{
    for (const QString &file : freeOnes(m_mine, m_journal)) {
        if (file != inUse && removeDurably(file))
            m_mine.removeAll(file);
    }
}

void PastedTables::tidyAll(const QString &folder, const Journal &journal)
{
    const QDir dir(folder);
    QStringList files;
    for (const QString &name :
         dir.entryList({QStringLiteral("pasted-*.txt"), QStringLiteral(".pasted-*")}, QDir::Files | QDir::Hidden))
        files << dir.filePath(name);
    for (const QString &file : freeOnes(files, journal))
        (void)removeDurably(file);
}

void PastedTables::forget()
{
    m_question.request_stop();
    m_question = std::stop_source();
}

void PastedTables::keep(const QString &text)
{
    forget();
    if (text.trimmed().isEmpty()) {
        Q_EMIT failed({.kind = ErrorKind::BadInput, .code = QStringLiteral("paste_empty")});
        return;
    }
    if (text.size() > maxCharacters) {
        Q_EMIT failed({.kind = ErrorKind::BadInput, .code = QStringLiteral("paste_too_large")});
        return;
    }
    const QString id = QUuid::createUuid().toString(QUuid::Id128);
    // The coroutine has values alone and looks for this object before it speaks to it.
    detach(
        answer(this, m_folder + QStringLiteral("/pasted-") + id + QStringLiteral(".txt"), text, m_question.get_token()),
        this, &PastedTables::failed);
}

QCoro::Task<void> PastedTables::answer(Self self, QString file, QString text, std::stop_token stop)
{
    const QFuture<Result<void>> writing = QtConcurrent::run([file, text] {
        return makePrivateFolder(folderOf(file)).and_then([&] {
            return writeFileDurably(file, text.toUtf8(), Existing::Refuse);
        });
    });
    const Result<void> written = co_await writing;
    if (stop.stop_requested() || self.isNull()) {
        if (written)
            (void)removeDurably(file);
        co_return;
    }
    if (written) {
        self->m_mine << file;
        Q_EMIT self->kept(file);
    } else {
        Q_EMIT self->failed(written.error());
    }
}

} // namespace muster
