// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QByteArray>
#include <QObject>

namespace muster {

class FileJob;

/// A small JSON file that a person chose, read or written on a worker. One at a time: a newer one takes the place of an
/// older one, which is never told of.
class JsonFile : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maxBytes = 1 << 20;

    explicit JsonFile(QObject *parent = nullptr);
    void read(const QString &file);
    void write(const QString &file, const QByteArray &text, bool replace);

Q_SIGNALS:
    void wasRead(const QByteArray &text);
    void written(const QString &file);
    void failed(const muster::ApiError &error);

private:
    FileJob *m_reading = nullptr;
    FileJob *m_writing = nullptr;
    std::shared_ptr<QByteArray> m_text; ///< Of the newest reading.
};

} // namespace muster
