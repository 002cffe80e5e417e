// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QByteArray>
#include <QDialog>

namespace muster {

class FileJob;

/// Shows the diagnostics as they are, and saves these very bytes where the person says. See diagnosticsOf().
class DiagnosticsDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "data-protection#collect-for-support")

public:
    explicit DiagnosticsDialog(const QByteArray &diagnostics, QWidget *parent = nullptr);

private:
    void save();

    const QByteArray m_diagnostics;
    QPlainTextEdit *m_preview = nullptr;
    PlainLabel *m_reported = nullptr;
    QPushButton *m_save = nullptr;
    FileJob *m_file = nullptr;
};

} // namespace muster
