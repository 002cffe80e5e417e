// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/jsonfile.h"

#include "models/lists/filejob.h"
#include "models/store/durablefile.h"

namespace muster {

JsonFile::JsonFile(QObject *parent)
    : QObject(parent)
    , m_reading(new FileJob(this))
    , m_writing(new FileJob(this))
{
    connect(m_reading, &FileJob::written, this, [this](const Result<WrittenFile> &file) {
        if (file)
            Q_EMIT wasRead(*m_text);
        else
            Q_EMIT failed(file.error());
    });
    connect(m_writing, &FileJob::written, this, [this](const Result<WrittenFile> &file) {
        if (file)
            Q_EMIT written(file->name);
        else
            Q_EMIT failed(file.error());
    });
}

void JsonFile::read(const QString &file)
{
    const auto text = std::make_shared<QByteArray>();
    m_text = text;
    m_reading->start([file, text](const std::stop_token &) -> Result<WrittenFile> {
        TRY(bytes, readWholeFile(file, maxBytes));
        *text = *std::move(bytes);
        return WrittenFile{.name = file};
    });
}

void JsonFile::write(const QString &file, const QByteArray &text, bool replace)
{
    m_writing->start([file, text, replace](const std::stop_token &) -> Result<WrittenFile> {
        TRY_VOID(writeFileDurably(file, text, replace ? Existing::Replace : Existing::Refuse));
        return WrittenFile{.name = file};
    });
}

} // namespace muster
