// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/check/sourcesample.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class EmptyOverlay;
class SourceColumnsModel;
class SourceRowsModel;

/// The file, or pasted table, that an enrichment comes from: which, how it is read, what its columns hold, its first
/// rows.
class EnrichSourcePane : public QWidget
{
    Q_OBJECT

public:
    explicit EnrichSourcePane(QWidget *parent = nullptr);
    void clear(); ///< No file is chosen.
    void showReading(const QString &file);
    void setSample(const SharedSourceSample &sample);
    void showProblem(const QString &sentence); ///< Of a source that there is not; empty: none.
    void setLocked(bool locked); ///< While rows are being checked, the file stays as it is.

Q_SIGNALS:
    void fileChosen(const QString &file);
    void pasteAsked();
    void formatChosen(const muster::TableFormat &format);

private:
    QWidget *buildHead();
    QWidget *buildFormat();
    QWidget *buildTables();
    void askFile();
    void chooseFormat();
    void showFormat();
    void showControls();

    SharedSourceSample m_sample;
    QString m_file;
    bool m_locked = false;
    SourceColumnsModel *m_columns = nullptr;
    SourceRowsModel *m_rows = nullptr;
    PlainLabel *m_name = nullptr;
    QPushButton *m_choose = nullptr;
    QToolButton *m_paste = nullptr;
    QWidget *m_format = nullptr;
    QComboBox *m_form = nullptr;
    QComboBox *m_encoding = nullptr;
    QCheckBox *m_header = nullptr;
    PlainLabel *m_note = nullptr;
    PlainLabel *m_problem = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QList<EmptyOverlay *> m_over; ///< Of the two tables.
    SkeletonRows *m_skeleton = nullptr;
    QTabWidget *m_tabs = nullptr;
};

} // namespace muster
