// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/check/checkreport.h"
#include "models/runs/runmetrics.h"
#include "network/wire/apierror.h"
#include "ui/common/forward.h"

#include <QWidget>
#include <memory>

namespace muster {

class CheckFindingsModel;
class FillBars;

/// The cells that do not fit, to be narrowed down by column, rule and text, and saved as a file.
class EnrichFindingsPane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#rows-that-do-not-fit")

public:
    explicit EnrichFindingsPane(QWidget *parent = nullptr);
    void setReport(const std::shared_ptr<const CheckReport> &report); ///< Without filters. nullptr empties it.
    void setSaving(bool saving); ///< The rejected rows are being written: the button stops that.

Q_SIGNALS:
    void fixAsked();
    void saveAsked();
    void stopAsked();

private:
    QWidget *buildHead();
    void applyFilter();

    CheckFindingsModel *m_findings = nullptr;
    std::shared_ptr<const CheckReport> m_report;
    bool m_saving = false;
    QComboBox *m_column = nullptr;
    QComboBox *m_rule = nullptr;
    QLineEdit *m_text = nullptr;
    PlainLabel *m_count = nullptr;
    QPushButton *m_fix = nullptr;
    QPushButton *m_save = nullptr;
    DataTable *m_table = nullptr;
};

/// What a check of all rows found: how many fit, what is wrong with which cell, how full each attribute gets.
class EnrichCheckPane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#check")

public:
    using Report = std::shared_ptr<const CheckReport>;

    explicit EnrichCheckPane(QWidget *parent = nullptr);
    void clear(const QString &why); ///< Nothing is checked; `why` says what is to be done first.
    void showChecking(const RunMetrics &metrics);
    void showReport(const Report &report);
    void showError(const ApiError &error);
    void showSaving(const RunMetrics &metrics); ///< The rejected rows are being written.
    void endSaving(const QString &sentence, bool good);
    /// Rows that do not fit are to be left out: a person's own choice, taken back by every new check.
    [[nodiscard]] bool leavesOut() const;

Q_SIGNALS:
    void cancelAsked();
    void choiceChanged();
    void fixAsked(); ///< Something is to be done about the cells that do not fit.
    void saveAsked(); ///< Of the rejected rows.
    void stopSavingAsked();

private:
    QWidget *buildResult();
    void showPage(QWidget *page);

    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_note = nullptr;
    QWidget *m_notePage = nullptr;
    QPushButton *m_cancel = nullptr;
    QWidget *m_result = nullptr;
    PlainLabel *m_counts = nullptr;
    PlainLabel *m_rules = nullptr;
    QCheckBox *m_leaveOut = nullptr;
    EnrichFindingsPane *m_findings = nullptr;
    PlainLabel *m_saved = nullptr;
    FillBars *m_fill = nullptr;
};

} // namespace muster
