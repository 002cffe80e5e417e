// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/uploadcheck/uploadcheck.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class UploadFindingsModel;
class UploadRulesModel;

/// What a check found: the rules that found something, and below them the findings of the one that is chosen.
class UploadResultPane : public QWidget
{
    Q_OBJECT

public:
    explicit UploadResultPane(QWidget *parent = nullptr);

    void clear(); ///< Nothing was checked yet.
    void showCheck(const std::shared_ptr<const UploadCheck> &check);
    void showError(const ApiError &error);

private:
    void filter();

    std::shared_ptr<const UploadCheck> m_check;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_result = nullptr;
    PlainLabel *m_summary = nullptr;
    PlainLabel *m_notes = nullptr;
    QComboBox *m_rule = nullptr;
    PlainLabel *m_what = nullptr;
    DataTable *m_rulesTable = nullptr;
    DataTable *m_findingsTable = nullptr;
    PlainLabel *m_shown = nullptr;
    UploadRulesModel *m_rules = nullptr;
    UploadFindingsModel *m_findings = nullptr;
};

} // namespace muster
