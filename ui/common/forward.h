// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// The widgets that the headers of windows point at, by name only: who calls one includes its header.

class QAbstractItemModel;
class QAction;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QMimeData;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
class QScrollArea;
class QShortcut;
class QSortFilterProxyModel;
class QSpinBox;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTimer;
class QToolButton;
class QVBoxLayout;
class QWidget;

namespace muster {

class DataTable;
class EmptyState;
class EnvironmentBadge;
class ErrorPanel;
class IndexTable;
class MenuButton;
class PlainLabel;
class QuoteBox;
class SkeletonRows;
class StatusBadge;

} // namespace muster
