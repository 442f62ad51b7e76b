// The tests of equipment booking.
