// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/tenantsession.h"

#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace muster {

class DataTable;
class ErrorPanel;
class PlainLabel;
class RecordPreviewModel;

/// The second side of the export sheet: every check with its result, the order in one sentence, the first page.
class ExportPreviewPane : public QWidget
{
    Q_OBJECT

public:
    explicit ExportPreviewPane(QWidget *parent = nullptr);
    void showWaiting();
    void showPreview(const ExportPreview &preview);
    void showError(const ApiError &error);

Q_SIGNALS:
    void retryAsked();

private:
    void showChecks(const QList<ExportCheck> &checks);

    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_waiting = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_checkBox = nullptr;
    QVBoxLayout *m_checkLines = nullptr;
    PlainLabel *m_orderText = nullptr;
    PlainLabel *m_previewTitle = nullptr;
    RecordPreviewModel *m_rows = nullptr;
    DataTable *m_table = nullptr;
    ErrorPanel *m_pageError = nullptr;
};

} // namespace muster
